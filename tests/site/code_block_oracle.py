"""The gate: what a page shows as code is what was run. It reads HTML, not Markdown.

It shares no parser with the collector of the examples. It is given what ran, and the
HTML that a reader's browser gets, reads it as browsers do, and says where the two
differ.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from docs._engine.core.html import classes
from tests.site.visibility import obstacle, unknown_elements

FENCE = "write it as a fence, ```python, so that it is run."
INCLUDE = 'this include was not expanded: write --8<-- "path".'
UNREAD = "this fence was not understood: give it its own lines, unindented."
COPY_ATTRIBUTES = ("data-copy", "data-clipboard-text", "data-clipboard-target")
INLINE = ["code", "samp", "kbd"]
COMMAND_LABEL = "Command, not run"

_ANNOTATION = re.compile(r"#\s*\(\d+\)!?\s*$", re.MULTILINE)
_INCLUDE = re.compile(r"8\\?<-")
_FENCE = re.compile("```|~~~")


@lru_cache(maxsize=8)
def _parse(html: str, parser: str = "html5lib") -> BeautifulSoup:
    """Return HTML as browsers read it, mistakes included, or as another parser does."""
    return BeautifulSoup(html, parser)


@dataclass(frozen=True)
class ExecutedExample:
    """An example of a page, as the test run had it."""

    line: int
    """Line of the page's source on which it begins."""
    code: str
    """The program."""
    output: str | None = None
    """The output that the page shows for it."""
    requirements: tuple[str, ...] = ()
    """What it needs, in the words that readers see."""


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
    commands: Sequence[str] = ()
    """Its shell commands, which are excused from running."""
    executed: bool = False
    """Whether the build itself runs it and shows the outputs: a notebook."""

    @property
    def soup(self) -> BeautifulSoup:
        """The parsed HTML."""
        return _parse(self.html)

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
        *_misplaced_blocks(page),
        *_code_outside_of_blocks(page),
        *_unknown_markup(page),
        *_other_copies(page),
        *_raw_markdown(page),
    ]


def _unexecuted_blocks(page: Page) -> Iterator[str]:
    """Match the blocks one to one with programs that ran and with their outputs."""
    programs = [example.code.rstrip("\n") for example in page.examples]
    results = [each.output for each in page.examples if each.output is not None]
    outputs = [output.rstrip("\n") for output in results]
    requirements = {
        example.code.rstrip("\n"): [*example.requirements] for example in page.examples
    }
    commands = [command.rstrip("\n") for command in page.commands]
    for block in page.soup.find_all("pre"):
        text = block.get_text().rstrip("\n")
        is_command = block.find_parent(class_="language-bash")
        is_program = not is_command and not block.find_parent(class_="language-text")
        if block.find_parent(class_="linenos") and not re.search(r"[^\d\s]", text):
            continue  # The line numbers of a block.
        if problem := obstacle(block):
            yield page.locate(
                f"{problem} around or in a block may hide it, or a part of it. Take it "
                "away; tests/site/visibility.py lists what shows a block.",
                text,
            )
        if not text.strip():
            yield page.locate("a block is empty. Correct its include, or remove it.")
        elif is_program and text in programs:
            programs.remove(text)
            labels, needs = _shown_requirements(block), requirements[text]
            if labels != needs:
                yield page.locate(
                    f"this example needs {needs}, and its page shows {labels}. Put its "
                    "mark directly above the fence, outside of HTML.",
                    text,
                )
            if _ANNOTATION.search(text):
                yield page.locate(
                    "a code annotation takes its comment out of what is copied. "
                    "Explain the line in the text.",
                    text,
                )
        elif is_command and text in commands:
            commands.remove(text)
            label = block.find_previous_sibling(class_="filename")
            if not label or label.get_text() != COMMAND_LABEL:
                yield page.locate("this command needs no title: remove it.", text)
        elif not is_program and not is_command and text in outputs:
            outputs.remove(text)
        elif _INCLUDE.search(text):
            yield page.locate(INCLUDE, _line_with(_INCLUDE, text))
        elif _FENCE.match(text.strip()):
            yield page.locate(UNREAD, text)
        elif is_program or is_command:
            yield page.locate(f"this block is no example that ran: {FENCE}", text)
        elif not (page.executed and _follows_a_program(block)):
            yield page.locate(
                "this block is not the shown output of an example. Put the "
                "directive expected-output above it, or make it an example.",
                text,
            )
    for example in page.examples:
        if (code := example.code.rstrip("\n")) in programs:
            programs.remove(code)
            yield page.locate(
                "this example ran, and its page does not show it. Take it out of "
                "the comment or the raw HTML around it.",
                code,
                example.line,
            )


def _misplaced_blocks(page: Page) -> Iterator[str]:
    """Refuse a block around which browsers and simple parsers read other HTML.

    The Markdown copies are made with a simple one.
    """
    simple = _parse(page.html, "html.parser").find_all("pre")
    for block, other in zip_longest(page.soup.find_all("pre"), simple):
        if not block or not other or _names_around(block) != _names_around(other):
            yield page.locate(
                "the HTML around this block is not closed, or stands where it may not. "
                "Write Markdown.",
                (block or other).get_text(),
            )
            break


def _names_around(block: Tag) -> list[str]:
    implicit = {"html", "body", "tbody"}  # By browsers, where they are missing.
    return [each.name for each in block.parents if each.name not in implicit]


def _shown_requirements(block: Tag) -> list[str]:
    """Return what a page says above a block that it needs."""
    labels: list[str] = []
    outer = block.find_parent(class_="highlight")
    for before in outer.find_previous_siblings() if outer else []:
        if "needs" not in classes(before):
            break
        labels.insert(0, before.get_text())
    return labels


def _follows_a_program(block: Tag) -> bool:
    """Say whether a notebook's block stands where the build puts outputs."""
    outer = block.find_parent(class_="highlight")
    before = outer and outer.find_previous_sibling()
    while before and {"plot", "language-text"} & {*classes(before)}:
        before = before.find_previous_sibling()
    return bool(before and "language-python" in classes(before))


def _code_outside_of_blocks(page: Page) -> Iterator[str]:
    """Refuse what looks like a block of code and is none."""
    for element in page.soup.find_all(INLINE):
        if element.find_parent(["pre", "svg", "math"]):
            continue
        after = element.find_next_sibling()
        lines = (
            "\n" in element.get_text().strip()
            or element.find("br")
            # One line in each element, and nothing else between them.
            or (after and after.name == "br" and _next(after, element.name))
        )
        if lines:
            yield page.locate(
                f"<{element.name}> shows lines of code that nothing runs: {FENCE}",
                element.get_text("\n"),
            )


def _next(line_break: Tag, name: str) -> bool:
    """Say whether an element of this name stands on both sides of a line break."""
    sides = []
    for siblings in line_break.next_siblings, line_break.previous_siblings:
        sides += [next((each for each in siblings if str(each).strip()), None)]
    return all(isinstance(side, Tag) and side.name == name for side in sides)


def _unknown_markup(page: Page) -> Iterator[str]:
    """Refuse elements and styles that may show code as prose, or hide what follows."""
    for element, tag in unknown_elements(page.soup):
        yield page.locate(
            f"{tag} may show code that nothing runs, or hide what is run. Write "
            "Markdown; tests/site/visibility.py lists what a page may have.",
            element.get_text() or f"<{element.name}",
        )


def _other_copies(page: Page) -> Iterator[str]:
    """Refuse attributes by which the copy button would copy another text."""
    for name in COPY_ATTRIBUTES:
        for element in page.soup.find_all(None, {name: True}):
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


def _raw_markdown(page: Page) -> Iterator[str]:
    """Refuse Markdown for code that was left as it was typed."""
    for text in page.soup.find_all(string=re.compile(r"8\\?<-|```|~~~")):
        outer = text.find_parent(["pre", "script"])
        if isinstance(text, PreformattedString) or outer:
            continue  # A comment, a block, or nothing that is read.
        if _INCLUDE.search(text):
            yield page.locate(INCLUDE, _line_with(_INCLUDE, text))
        else:
            yield page.locate(UNREAD, _line_with(_FENCE, text))


def _line_with(pattern: re.Pattern[str], text: str) -> str:
    return next(line for line in text.splitlines() if pattern.search(line))
