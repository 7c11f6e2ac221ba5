"""Find the examples of a page or a notebook: the programs that its readers copy.

On a page these are the Python fences. pytest-codeblocks reads each of them with its
directives (`extract_from_buffer`). It is given them in the one form it knows, and only
what it handles as its documentation says.
"""

import ast
import io
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pygments.lexers import PythonLexer
from pytest_codeblocks import extract_from_buffer

from docs._engine.core.keras import MARKS, Requirement
from docs._engine.pages.page import (
    Fence,
    Origin,
    Page,
    PageError,
    read_page,
    read_text,
    trace_includes,
)
from docs._engine.pages.settings import SiteSettings

EXPECTED_OUTPUT = "<!--pytest-codeblocks:expected-output-->"
SKIP = '<!--pytest.mark.skip(reason="…")-->'
RAISES = "raises"
"""The mark of an example that ends in an exception, which its output shows."""
COMMAND = "bash"
"""The language of a block that shows what readers type in a shell."""

_DIRECTIVE = re.compile(
    r"<!--[-\s]*(pytest-codeblocks:|pytest\.mark\.)\s*(\w+(?:-\w+)*)"
    r"(?P<rest>[^\n]*?-->)?(?P<text>.*)"
)
_BIDIRECTIONAL = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of a text around."""
_INCLUDE = re.compile(r"-+8<-+")
_BLOCK = re.compile(r"(    |\t)|.*(```|~~~|<pre|8<)")
"""The first line of a block of code, of HTML, or of what is included."""

_SOMEWHERE = (
    "readers may paste an example anywhere, so it has to run everywhere. If it needs a "
    'newer Keras or a certain backend, write pytest.mark.since("3.14") or '
    'pytest.mark.backend("jax") instead.'
)
_ADVICE = {
    "pytest-codeblocks:cont": (
        "show the whole program in one block, because readers copy a single block."
    ),
    "pytest-codeblocks:skip": (
        f"write {SKIP} instead. Only what readers do not run as Python, such as a "
        "shell command, can be skipped."
    ),
    "pytest-codeblocks:skipif": _SOMEWHERE,
    "pytest-codeblocks:skipfile": (
        f"a page can't be skipped as a whole. Give each block its own reason: {SKIP}."
    ),
    "pytest-codeblocks:importorskip": _SOMEWHERE,
    "pytest-codeblocks:expected-output-ignore-whitespace": (
        f"outputs are compared exactly, spaces included: write {EXPECTED_OUTPUT} "
        "instead."
    ),
    "pytest.mark.skipif": _SOMEWHERE,
    "pytest.mark.xfail": (
        "even a typo would make such an example pass. Name the exception instead, as "
        'in pytest.mark.raises("ValueError").'
    ),
}
_OUTPUT = "pytest-codeblocks:expected-output"
_KNOWN = {
    _OUTPUT,
    *(f"pytest.mark.{name}" for name in ("skip", RAISES, *MARKS)),
}


@dataclass(frozen=True)
class ShownOutput:
    """The output block under an example."""

    text: str
    start: int
    """Line of the page on which its fence opens, from 1."""
    end: int
    """Line of the page on which its fence closes."""


@dataclass(frozen=True)
class Example:
    """A Python block of a page, which readers copy and tests run."""

    page: Path
    """The page, relative to the root of the site."""
    line: int
    """Line of the page on which its fence opens, from 1."""
    code: str
    """The program, ending with a newline."""
    origins: tuple[Origin, ...]
    """The origin of each line of the program."""
    marks: tuple[pytest.MarkDecorator, ...] = ()
    """pytest's marks, each with a reason."""
    output: ShownOutput | None = None
    shows_output: bool = True
    """Whether what it prints must be shown under it."""
    is_command: bool = False
    """Whether it is a shell command, which nothing runs."""

    @property
    def exception(self) -> str | None:
        """The name of the exception that it has to end in, if it has to."""
        raises = [mark for mark in self.marks if mark.name == RAISES]
        return str(raises[0].args[0]) if raises else None

    @property
    def requirements(self) -> list[Requirement]:
        """The versions of Keras and the back ends that it runs with, if it says so."""
        marks = [mark for mark in self.marks if mark.name in MARKS]
        return [Requirement(mark.name, mark.args) for mark in marks]

    @property
    def snippet(self) -> Path | None:
        """The first file that it includes."""
        return next((each.snippet for each in self.origins if each.snippet), None)

    @property
    def last_line(self) -> int:
        """Line of the page on which it ends, with its output."""
        ends = [each.page_line + 1 for each in self.origins]
        return max([self.line, *ends, self.output.end if self.output else 0])


def find_examples(path: Path, site: SiteSettings) -> list[Example]:
    """Return the examples of a page, or of a notebook in percent format, in order.

    Raises:
        PageError: The page cannot be read, a block of it is neither run nor excused
            with a reason, or a directive is unknown or out of place; or a code cell is
            no Python, or a cell of text holds a block.
    """
    if path.suffix == ".py":
        return _read_notebook(path, site)
    fences = _find_fences(read_page(path, site))
    return [each for each in fences if not each.is_command]


def find_commands(path: Path, site: SiteSettings) -> list[str]:
    """Return the shell commands of a page, which are excused from running."""
    if path.suffix == ".py":
        return []
    fences = _find_fences(read_page(path, site))
    return [each.code for each in fences if each.is_command]


def _find_fences(page: Page) -> list[Example]:
    examples: list[Example] = []
    errors: list[PageError] = []
    awaits_output = False
    directives: list[str] = []
    pending = ""
    """The name of the last of these directives, which a fence has to follow."""
    index = 0
    while index < len(page.lines):
        if fence := page.fences.get(index):
            try:
                if pending == _OUTPUT:
                    examples[-1] = replace(examples[-1], output=_output(page, fence))
                    awaits_output = False
                else:
                    example = _read_example(page, fence, directives)
                    examples += [example] if example else []
                    awaits_output = bool(example and not example.is_command)
            except PageError as error:
                errors.append(error)
                awaits_output = False
            directives, pending, index = [], "", fence.end
            continue
        line = page.lines[index].lstrip("> \t").rstrip()
        directive = _DIRECTIVE.match(line)
        name = "".join(directive.groups()[:2]) if directive else ""
        problem = ""
        origin = page.origins[index]
        if line and origin.snippet and origin.snippet.suffix != ".md":
            problem = f'this include shows code as prose: put it into a fence: "{line}"'
            while index + 1 < len(page.lines) and page.origins[index + 1].snippet:
                index += 1  # One message for what it brings.
        elif line.startswith(("```", "~~~")):
            problem = f"this fence is not closed or not understood: {line}"
        elif line and pending and (pending == _OUTPUT or not name):
            problem = f"{pending}: put it directly above a fenced block."
        elif name and name not in _KNOWN:
            known = ", ".join(sorted(_KNOWN))
            advice = _ADVICE.get(name, f"unknown directive. Known ones are {known}.")
            problem = f"{name}: {advice}"
        elif directive and (directive["rest"] is None or directive["text"].strip()):
            problem = f"{name}: write this comment on a line of its own."
        elif name == _OUTPUT and (pending or not awaits_output):
            problem = f"{name}: put it under the example it belongs to."
        if problem:
            errors.append(page.error(index, problem))
            directives, pending = [], ""
        elif name:
            directives.append(line)
            pending = name
        index += 1
    if pending:
        errors.append(page.error(-1, f"{pending}: put it above a fenced block."))
    if errors:
        raise PageError.all(errors)
    return examples


def _read_example(page: Page, fence: Fence, directives: list[str]) -> Example | None:
    """Return the example that a fence holds; None if it is excused from being one."""
    marker = "`" * (len(fence.text) + 3)  # Longer than any in the text.
    block = "\n".join([*directives, marker, f"{fence.text}{marker}"])
    (content,) = extract_from_buffer(io.StringIO(block), max_num_lines=sys.maxsize)
    marks = tuple(_mark(page, fence.start, mark) for mark in content.marks)
    is_skipped = any(mark.name == "skip" for mark in marks)
    is_on_site = page.path.parts[0] == "docs"
    is_command = fence.language == COMMAND and is_skipped
    if is_command and re.match(r"\s*[$#>] ", content.code):
        message = "remove the prompt, because readers copy it along with the command."
        raise page.error(fence.start, message)
    if fence.language.lower() not in PythonLexer.aliases and not is_command:
        if is_skipped and not is_on_site:
            return None
        block = (
            f"{fence.language} block" if fence.language else "block without a language"
        )
        raise page.error(
            fence.start,
            f"this {block} is neither run nor excused. If it is an example, make it a "
            "python block. If it is the output of an example, write "
            f"{EXPECTED_OUTPUT} above it. "
            + (
                f"If it is a command, make it a {COMMAND} block, and write {SKIP}"
                if is_on_site
                else f"If it cannot run, write {SKIP}"
            )
            + " above it.",
        )
    if is_on_site and not is_command and fence.language != "python":
        raise page.error(
            fence.start,
            f"write python, not {fence.language}, as the language of this block.",
        )
    if is_on_site and is_skipped and not is_command:
        raise page.error(
            fence.start,
            "this example is skipped, so readers would copy a program that never ran. "
            "Make it run, or remove it.",
        )
    if not content.code.strip():
        raise page.error(fence.start, "this example is empty: fill or remove it.")
    for index, line in enumerate(content.code.split("\n"), fence.start + 1):
        if _BIDIRECTIONAL.search(line):
            raise page.error(
                index,
                "this line contains characters that reverse the direction of text, so "
                f"Python reads it in another order than it is shown: {line.strip()!a}. "
                r"Write them as escapes, as in \u202e.",
            )
        if _INCLUDE.match(line.strip()):
            raise page.error(
                index,
                f'this include was not expanded: {line.strip()} (write --8<-- "path").',
            )
    line = page.origins[fence.start].page_line
    origins = tuple(page.origins[fence.start + 1 : fence.end - 1])
    return Example(page.path, line, content.code, origins, marks, is_command=is_command)


def _output(page: Page, fence: Fence) -> ShownOutput:
    first, last = page.origins[fence.start], page.origins[fence.end - 1]
    if first.snippet or last.snippet:
        raise page.error(fence.start, "write the shown output on the page itself.")
    return ShownOutput(fence.text, first.page_line, last.page_line)


def _mark(page: Page, start: int, text: str) -> pytest.MarkDecorator:
    try:
        # As pytest-codeblocks does it; pages are as trusted as the tests.
        mark: pytest.MarkDecorator = eval(  # noqa: S307
            text, {"sys": sys, "pytest": pytest}
        )
        if mark.name in MARKS:
            Requirement(mark.name, mark.args)
            return mark
        if mark.name == RAISES:
            if not re.fullmatch(r"\w+", " ".join(map(str, mark.args))):
                raise ValueError('name one exception, as in raises("ValueError")')
            return mark
        reason = mark.kwargs.get("reason") or (mark.name == "skip" and mark.args)
    except Exception as error:
        raise page.error(start, f"{text}: {error}") from None
    if not reason:
        raise page.error(start, f"{text} gives no reason: write {SKIP}.")
    return mark


def _read_notebook(path: Path, site: SiteSettings) -> list[Example]:
    """Return the code cells of a notebook.

    Their output is not compared, because the build runs them and shows what they
    print. So no text cell may hold a block, which a reader would take for an output.
    """
    import jupytext  # Only who collects notebooks pays for it.
    from jupytext.magics import is_magic

    name = site.name(path)
    text = read_text(path, name)
    source = text.splitlines()
    bare_lines = [re.sub("^# ?", "", line) for line in source]
    position = 0
    examples: list[Example] = []
    for cell in jupytext.reads(text, fmt="py:percent").cells:
        lines = cell.source.splitlines()
        if cell.cell_type == "raw" and cell.source.startswith("---"):
            raise PageError(name, 1, "this header is not valid YAML. Correct it.")
        if cell.cell_type == "raw":
            message = "make this raw cell a text cell, # %% [markdown], or a code cell."
            raise PageError(name, _find(lines, bare_lines, position) + 1, message)
        if cell.cell_type == "markdown":
            first = _find(lines, bare_lines, position)
            _refuse_blocks(lines, first, site, name)
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        magics = [line for line in lines if is_magic(line, "python")]
        if magics and not _is_python(cell.source):
            # It may be in a comment, which jupytext has removed.
            pairs = enumerate(source[position:], position + 1)
            number = next(number for number, line in pairs if magics[0] in line)
            message = f"write this cell as plain Python: {magics[0]}"
            raise PageError(name, number, message)
        start = _find(lines, source, position)
        position = start + len(lines)
        origins = tuple(Origin(number + 1) for number in range(start, position))
        code = f"{cell.source}\n"
        examples.append(Example(name, start + 1, code, origins, shows_output=False))
    return examples


def _refuse_blocks(
    lines: list[str], first: int, site: SiteSettings, name: Path
) -> None:
    markdown = site.markdown()
    trace_includes(markdown, site, name)
    # With as many lines before them as in the notebook, errors name its line.
    text = [""] * first + lines
    for step in markdown.preprocessors:
        text = step.run(text)
    tree = markdown.parser.parseDocument(text)
    raw = map(str, markdown.htmlStash.rawHtmlBlocks)
    if tree.find(".//pre") is not None or any("<pre" in html for html in raw):
        near = [number for number, line in enumerate(lines) if _BLOCK.match(line)]
        raise PageError(
            name,
            first + 1 + min(near, default=0),
            "a block in a text cell would look like an output. Make it a code cell, or "
            "write it as part of a sentence.",
        )


def _is_python(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _find(part: list[str], lines: list[str], start: int) -> int:
    """Return where some of the lines begin; `start` if they are not there."""
    indexes = range(start, len(lines))
    same = (i for i in indexes if lines[i : i + len(part)] == part)
    return next(same, start)
