"""Find the examples of a page: its Python fences, with outputs and marks.

pytest-codeblocks reads the directives (`extract_from_buffer`). It is given the expanded
page in the one form it knows, and only what it handles as its documentation says.
"""

import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pygments.lexers import PythonLexer, get_lexer_by_name
from pygments.util import ClassNotFound
from pytest_codeblocks import CodeBlock, extract_from_buffer

from docs._engine.core.requirements import parse_requirement
from docs._engine.pages.origins import Origin, PageError
from docs._engine.pages.page import Fence, Page

EXPECTED_OUTPUT = "<!--pytest-codeblocks:expected-output-->"
SKIP = '<!--pytest.mark.skip(reason="…")-->'

_DIRECTIVE = re.compile(
    r"<!--[-\s]*(pytest-codeblocks:|pytest\.mark\.)\s*(\w+(?:-\w+)*)"
)
_STRAY_FENCE = re.compile(r"(```|~~~)")
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
_REQUIREMENTS = "pytest.mark.since", "pytest.mark.backend"
_KNOWN = {
    "pytest-codeblocks:expected-output",
    "pytest.mark.skip",
    "pytest.mark.skipif",
    *_REQUIREMENTS,
}


@dataclass(frozen=True)
class ShownOutput:
    """The output block under an example."""

    text: str
    """Its content."""
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
    """The output shown for it."""
    shows_output: bool = True
    """Whether what it prints must be shown under it."""


def find_examples(page: Page) -> list[Example]:
    """Return the examples of a page, in order.

    Raises:
        PageError: A block is neither run nor excused with a reason, or a directive is
            unknown or out of place.
    """
    text, outputs = _for_pytest_codeblocks(page)
    fences = {fence.start: fence for fence in page.fences}
    examples: list[Example] = []
    for block in extract_from_buffer(io.StringIO(text), max_num_lines=sys.maxsize):
        fence = fences[block.lineno - 1]
        if _renders_as_python(fence.language):
            examples.append(_example(page, fence, block, outputs))
        else:
            _check_excused(page, fence, block)
    return examples


def _for_pytest_codeblocks(page: Page) -> tuple[str, dict[int, Fence]]:
    """Return the page line for line as pytest-codeblocks reads it, and its outputs.

    Outputs are the fences behind an expected-output directive, by the start of the
    fence before them.
    """
    fences = {fence.start: fence for fence in page.fences}
    lines: list[str] = []
    outputs: dict[int, Fence] = {}
    previous: Fence | None = None
    pending: str | None = None
    number = 1
    while (index := len(lines)) < len(page.lines):
        if fence := fences.get(index):
            lines += _normal_form(fence)
            if previous and pending and "expected-output" in pending:
                outputs[previous.start] = fence
            else:
                previous = fence
            pending = None
            continue
        line = page.lines[index].lstrip("> \t").rstrip()
        number = page.origins[index].page_line
        if _STRAY_FENCE.match(line):
            raise PageError(
                page.path, number, f"this fence is not closed or not understood: {line}"
            )
        directive = _DIRECTIVE.match(line)
        if directive:
            name = "".join(directive.groups())
            if name not in _KNOWN:
                advice = _ADVICE.get(name, f"the directives are {sorted(_KNOWN)}.")
                raise PageError(page.path, number, f"{name}: {advice}")
            if "expected-output" in name and not (
                previous and _renders_as_python(previous.language) and not pending
            ):
                raise PageError(
                    page.path,
                    number,
                    f"{name}: put it under the example it belongs to.",
                )
            pending = name
        elif line and pending:
            raise PageError(
                page.path, number, f"{pending}: put it directly above a fenced block."
            )
        lines.append(line if directive else "")
    if pending:
        raise PageError(page.path, number, f"{pending}: no block follows.")
    return "\n".join(lines) + "\n", outputs


def _normal_form(fence: Fence) -> list[str]:
    """Return a fence as pytest-codeblocks knows it, on as many lines."""
    longest = max((len(run) for run in re.findall("`+", fence.text)), default=0)
    marks = "`" * max(3, longest + 1)
    syntax = "python" if _renders_as_python(fence.language) else "text"
    content = fence.text.split("\n") if fence.end - fence.start > 2 else []
    return [marks + syntax, *content, marks]


def _renders_as_python(language: str) -> bool:
    try:
        return isinstance(get_lexer_by_name(language), PythonLexer)
    except ClassNotFound:
        return False


def _example(
    page: Page, fence: Fence, block: CodeBlock, outputs: dict[int, Fence]
) -> Example:
    line = page.origins[fence.start].page_line
    origins = page.origins[fence.start + 1 : fence.end - 1]
    if not block.code.strip():
        raise PageError(page.path, line, "this example is empty: fill or remove it.")
    for text, origin in zip(block.code.split("\n"), origins, strict=False):
        if _INCLUDE.match(text.strip()):
            raise PageError(
                page.path,
                origin.page_line,
                f'this include was not expanded: {text.strip()} (write --8<-- "path").',
            )
    output = None
    if (shown := outputs.get(fence.start)) is not None:
        first, last = page.origins[shown.start], page.origins[shown.end - 1]
        if first.snippet or last.snippet:
            raise PageError(
                page.path, first.page_line, "write the shown output on the page itself."
            )
        output = ShownOutput(block.expected_output, first.page_line, last.page_line)
    marks = tuple(_mark(page, line, mark) for mark in block.marks)
    return Example(page.path, line, block.code, tuple(origins), marks, output)


def _mark(page: Page, line: int, text: str) -> pytest.MarkDecorator:
    try:
        # As pytest-codeblocks does it; pages are as trusted as the tests.
        mark: pytest.MarkDecorator = eval(  # noqa: S307
            text, {"sys": sys, "pytest": pytest}
        )
        if f"pytest.mark.{mark.name}" in _REQUIREMENTS:
            parse_requirement(mark.name, mark.args)
            return mark
        reason = mark.kwargs.get("reason") or (mark.name == "skip" and mark.args)
    except Exception as error:
        raise PageError(page.path, line, f"{text}: {error}") from None
    if not reason:
        raise PageError(page.path, line, f"{text} gives no reason: write {SKIP}.")
    return mark


def _check_excused(page: Page, fence: Fence, block: CodeBlock) -> None:
    line = page.origins[fence.start].page_line
    marks = [_mark(page, line, mark) for mark in block.marks]
    if not any(mark.name == "skip" for mark in marks):
        raise PageError(
            page.path,
            line,
            f"this {fence.language or 'nameless'} block is neither run nor excused: "
            f"make it python, or write {SKIP} above it.",
        )
