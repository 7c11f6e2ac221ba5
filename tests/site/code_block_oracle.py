"""The gate: what a page shows as code is what was run. It reads HTML, not Markdown.

It shares no parser with the collector of the examples. It is given what ran, and the
HTML that a reader's browser gets, and says where the two differ.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from docs._engine.core.html import attribute, classes
from tests.support.html import parse_html

FENCE = "write it as a fence, ```python, so that it is run."
INCLUDE = 'this include was not expanded: write --8<-- "path".'
COPY_ATTRIBUTES = ("data-copy", "data-clipboard-text", "data-clipboard-target")
BLOCKS = ["pre", "xmp", "listing", "plaintext", "textarea"]
NEVER_SHOWN = ["template", "noscript", "dialog"]
INLINE = ["code", "samp", "kbd", "tt"]

_KEEPS_LINES = re.compile(r"white-space\s*:\s*(pre|break-spaces)")
_HIDES = re.compile(
    r"(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0*)?\s*(;|$)"
    r"|(?<![-\w])(font-size|(max-)?(width|height))\s*:\s*0)"
)
_ANNOTATION = re.compile(r"#\s*\(\d+\)!?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class ExecutedExample:
    """An example of a page, as the test run had it."""

    line: int
    """Line of the page's source on which it begins."""
    code: str
    """The program."""
    output: str | None = None
    """The output that the page shows for it."""
    skipped: bool = False
    """Whether a mark kept it from running."""


@dataclass(frozen=True)
class Page:
    """A page as its reader gets it, and what ran of it."""

    name: str
    """Path of its source, for messages."""
    html: str
    """The HTML of the whole page, navigation included."""
    source: str = ""
    """Its source, in which messages find their line."""
    examples: Sequence[ExecutedExample] = ()
    """What the test run had of it."""
    executed: bool = False
    """Whether the build itself runs it and shows the outputs: a notebook."""

    @property
    def soup(self) -> BeautifulSoup:
        """The parsed HTML."""
        return parse_html(self.html)

    def locate(self, message: str, text: str = "", line: int = 0) -> str:
        """Return a message with its place: the line given, or that of `text`."""
        first = next(filter(None, map(str.strip, text.splitlines())), "")
        if first and not line:
            lines = enumerate(self.source.splitlines(), 1)
            line = next((number for number, content in lines if first in content), 0)
        place = f"{self.name}:{line}" if line else self.name
        return f"{place}: {message}" + (f"\n    {first}" if first else "")


def problems(page: Page) -> list[str]:
    """Return all that is wrong with the code that a page shows."""
    return [
        *_unexecuted_blocks(page),
        *_code_outside_of_blocks(page),
        *_never_shown(page),
        *_copied_otherwise(page),
        *_not_expanded(page),
    ]


def _unexecuted_blocks(page: Page) -> Iterator[str]:
    """Match the blocks one to one with programs that ran and with their outputs."""
    examples = {example.code.rstrip("\n"): example for example in page.examples}
    ran = [example for example in page.examples if not example.skipped]
    left = [example.code.rstrip("\n") for example in ran]
    outputs = [each.output.rstrip("\n") for each in ran if each.output is not None]
    for block in page.soup.find_all("pre"):
        text = block.get_text().rstrip("\n")
        is_program = not block.find_parent(class_="language-text")
        if block.find_parent(class_="linenos") and not re.search(r"[^\d\s]", text):
            continue  # The line numbers of a block.
        if hiding := _hiding_element(block):
            yield page.locate(
                f"this block is hidden by <{hiding.name}>. Show all that is run.", text
            )
        if not text.strip():
            yield page.locate("a block is empty. Correct its include, or remove it.")
        elif "8<-" in text:
            yield page.locate(INCLUDE, _line_with("8<-", text))
        elif is_program and text in left:
            left.remove(text)
            if _ANNOTATION.search(text):
                yield page.locate(
                    "a code annotation takes its comment out of what is copied. "
                    "Explain the line in the text.",
                    text,
                )
        elif is_program and text in examples and examples[text].skipped:
            yield page.locate(
                "this example is shown and was skipped: a reader would copy what "
                "never ran. Make it run, or remove it.",
                text,
                examples[text].line,
            )
        elif is_program:
            yield page.locate(f"this block is no example that ran: {FENCE}", text)
        elif text in outputs:
            outputs.remove(text)
        elif not (page.executed and _follows_a_program(block)):
            yield page.locate(
                "this block is not the shown output of an example. Put the "
                "directive expected-output above it, or make it an example.",
                text,
            )
    for example in ran:
        if (code := example.code.rstrip("\n")) in left:
            left.remove(code)
            yield page.locate(
                "this example ran, and its page does not show it. Take it out of "
                "the comment or the raw HTML around it.",
                code,
                example.line,
            )


def _follows_a_program(block: Tag) -> bool:
    """Say whether a notebook's block stands where the build puts outputs."""
    outer = block.find_parent(class_="highlight")
    before = outer and outer.find_previous_sibling()
    while before and {"plot", "language-text"} & {*classes(before)}:
        before = before.find_previous_sibling()
    return bool(before and "language-python" in classes(before))


def _hiding_element(block: Tag) -> Tag | None:
    """Return what hides a block, or a part of it, so that no reader can bring it up.

    A reader can open `<details>` and tabs.
    """
    for element in [block, *block.parents, *block.find_all(True)]:
        if (
            element.has_attr("hidden")
            or element.get("aria-hidden") == "true"
            or _HIDES.search(attribute(element, "style"))
        ):
            return element
    return None


def _code_outside_of_blocks(page: Page) -> Iterator[str]:
    """Refuse what looks like a block of code and is none."""
    for element in page.soup.find_all(True):
        if element.name == "pre" or element.find_parent(["pre", "svg", "math"]):
            continue
        lines = "\n" in element.get_text().strip() or element.find("br")
        styled = _KEEPS_LINES.search(attribute(element, "style"))
        if (
            element.name in BLOCKS
            or (element.name in INLINE and lines)
            or (styled and lines)
            or element.has_attr("srcdoc")
        ):
            yield page.locate(
                f"<{element.name}> shows lines of code that nothing runs: {FENCE}",
                element.get_text("\n"),
            )


def _never_shown(page: Page) -> Iterator[str]:
    """Refuse elements whose content no browser shows, though parsers may differ."""
    for element in (page.soup.article or page.soup).find_all(NEVER_SHOWN):
        yield page.locate(
            f"<{element.name}> hides what is in it. Show it, or remove it.",
            f"<{element.name}",
        )


def _copied_otherwise(page: Page) -> Iterator[str]:
    """Refuse attributes by which the copy button would copy another text."""
    for name in COPY_ATTRIBUTES:
        for element in page.soup.select(f"[{name}]"):
            if _copies_no_block(page, element):
                continue
            yield page.locate(
                f"{name} makes the copy button copy something else than the block. "
                "Remove it.",
                element.get_text() or str(element[name]),
            )


def _copies_no_block(page: Page, element: Tag) -> bool:
    """Say whether it copies the words of a search, or how to cite the page."""
    if element.get("data-md-component") == "search-share":
        return element["data-clipboard-text"] == ""
    target = page.soup.select_one(str(element.get("data-clipboard-target") or "none"))
    return bool(target and target.name != "pre" and target.find_parent(class_="cite"))


def _not_expanded(page: Page) -> Iterator[str]:
    """Refuse Markdown for code that was left as it was typed."""
    for text in page.soup.find_all(string=re.compile("8<-|```|~~~")):
        outer = text.parent
        if isinstance(text, PreformattedString) or (outer and outer.name == "script"):
            continue  # A comment, or nothing that is read.
        if "8<-" not in text:
            advice = "this fence was not understood: give it its own lines, unindented."
            yield page.locate(advice, _line_with("```|~~~", text))
        elif not text.find_parent("pre"):
            yield page.locate(INCLUDE, _line_with("8<-", text))


def _line_with(pattern: str, text: str) -> str:
    return next(line for line in text.splitlines() if re.search(pattern, line))
