"""Find the examples of a page: its Python fences, with outputs and marks.

pytest-codeblocks reads each of them with its directives (`extract_from_buffer`). It is
given them in the one form it knows, and only what it handles as its documentation says.
"""

import io
import re
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pygments.lexers import PythonLexer, get_lexer_by_name
from pygments.util import ClassNotFound
from pytest_codeblocks import extract_from_buffer

from docs._engine.core.keras import MARKS, parse_requirement
from docs._engine.pages.page import Fence, Origin, Page

EXPECTED_OUTPUT = "<!--pytest-codeblocks:expected-output-->"
SKIP = '<!--pytest.mark.skip(reason="…")-->'

_DIRECTIVE = re.compile(
    r"<!--[-\s]*(pytest-codeblocks:|pytest\.mark\.)\s*(\w+(?:-\w+)*)"
)
_INCLUDE = re.compile(r"-+8<-+")

_ADVICE = {
    "pytest-codeblocks:cont": "show the whole program in one block: readers copy one.",
    "pytest-codeblocks:skip": f"write {SKIP}.",
    "pytest-codeblocks:skipif": f"write {SKIP} or pytest.mark.skipif(…, reason=…).",
    "pytest-codeblocks:skipfile": f"give each block its own reason: {SKIP}.",
    "pytest-codeblocks:importorskip": "write pytest.mark.skipif(…, reason=…).",
    "pytest-codeblocks:expected-output-ignore-whitespace": (
        f"output is compared exactly: write {EXPECTED_OUTPUT}."
    ),
    "pytest.mark.xfail": "a typing error would do too: catch the exception, print it.",
}
_OUTPUT = "pytest-codeblocks:expected-output"
_KNOWN = {
    _OUTPUT,
    *(f"pytest.mark.{name}" for name in ("skip", "skipif", *MARKS)),
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


def find_examples(page: Page) -> list[Example]:
    """Return the examples of a page, in order.

    Raises:
        PageError: A block is neither run nor excused with a reason, or a directive is
            unknown or out of place.
    """
    fences = {fence.start: fence for fence in page.fences}
    examples: list[Example] = []
    awaits_output = False
    directives: list[str] = []
    pending = ""
    """The name of the last of these directives, which a fence has to follow."""
    index = 0
    while index < len(page.lines):
        if fence := fences.get(index):
            if pending == _OUTPUT:
                examples[-1] = replace(examples[-1], output=_output(page, fence))
                awaits_output = False
            else:
                example = _read_example(page, fence, directives)
                examples += [example] if example else []
                awaits_output = example is not None
            directives, pending, index = [], "", fence.end
            continue
        line = page.lines[index].lstrip("> \t").rstrip()
        directive = _DIRECTIVE.match(line)
        if line.startswith(("```", "~~~")):
            raise page.error(
                index, f"this fence is not closed or not understood: {line}"
            )
        if line and pending and (pending == _OUTPUT or not directive):
            raise page.error(index, f"{pending}: put it directly above a fenced block.")
        if directive:
            name = "".join(directive.groups())
            if name not in _KNOWN:
                advice = _ADVICE.get(name, f"the directives are {sorted(_KNOWN)}.")
                raise page.error(index, f"{name}: {advice}")
            if name == _OUTPUT and (pending or not awaits_output):
                raise page.error(
                    index, f"{name}: put it under the example it belongs to."
                )
            directives.append(line)
            pending = name
        index += 1
    if pending:
        raise page.error(-1, f"{pending}: no block follows.")
    return examples


def _renders_as_python(language: str) -> bool:
    try:
        return isinstance(get_lexer_by_name(language), PythonLexer)
    except ClassNotFound:
        return False


def _read_example(page: Page, fence: Fence, directives: list[str]) -> Example | None:
    """Return the example that a fence holds; None if it is excused from being one."""
    marker = "`" * (len(fence.text) + 3)  # Longer than any in the text.
    block = "\n".join([*directives, marker, f"{fence.text}{marker}"])
    (content,) = extract_from_buffer(io.StringIO(block), max_num_lines=sys.maxsize)
    marks = tuple(_mark(page, fence.start, mark) for mark in content.marks)
    if not _renders_as_python(fence.language):
        if any(mark.name == "skip" for mark in marks):
            return None
        raise page.error(
            fence.start,
            f"this {fence.language or 'nameless'} block is neither run nor excused: "
            f"make it python, or write {SKIP} above it.",
        )
    if not content.code.strip():
        raise page.error(fence.start, "this example is empty: fill or remove it.")
    for index, line in enumerate(content.code.split("\n"), fence.start + 1):
        if _INCLUDE.match(line.strip()):
            raise page.error(
                index,
                f'this include was not expanded: {line.strip()} (write --8<-- "path").',
            )
    line = page.origins[fence.start].page_line
    origins = tuple(page.origins[fence.start + 1 : fence.end - 1])
    return Example(page.path, line, content.code, origins, marks)


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
            parse_requirement(mark.name, mark.args)
            return mark
        reason = mark.kwargs.get("reason") or (mark.name == "skip" and mark.args)
    except Exception as error:
        raise page.error(start, f"{text}: {error}") from None
    if not reason:
        raise page.error(start, f"{text} gives no reason: write {SKIP}.")
    return mark
