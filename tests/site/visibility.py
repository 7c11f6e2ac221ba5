"""Visible or hidden: what is known to show the code in it, and what pages may not use.

There are more ways to hide a block than anybody lists. So this lists what shows one,
and everything else is refused: elements, classes, attributes, styles.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from pygments.token import STANDARD_TYPES

from docs._engine.core.html import attribute, classes

_BOXES = "article blockquote body details div html main section table tbody td tr"
_LISTS = "dd dl li ol ul"
AROUND = {*_BOXES.split(), *_LISTS.split()}
"""Elements that may stand around a block."""
AROUND_CLASSES = re.compile(
    # The frame of the site.
    r"no-js|md-(container|main|main__inner|grid|content|content__inner|typeset)|home"
    # Blocks, tabs, boxes, footnotes, checks.
    r"|highlight|highlighttable|linenodiv|linenos|code|language-\w+|with-output"
    r"|tabbed-(set|alternate|content|block)|footnote|proof|source|admonition|details"
    r"|note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote"
)
AROUND_ATTRIBUTES = {"class", "data-tabs", "id", "lang", "open", "start", "title"}
FRAME = {
    *("dir", "data-md-component", "data-md-color-scheme"),
    *("data-md-color-primary", "data-md-color-accent"),
}
INSIDE = {"a", "code", "span"}
"""Elements of which a block consists."""
INSIDE_CLASSES = {*STANDARD_TYPES.values(), "hll", "linenos", "normal", "special"}
INSIDE_ATTRIBUTES = {"class", "href", "id", "name"}

_PARTS = "aside dt figcaption figure footer h1 h2 h3 h4 h5 h6 hr p pre summary"
_PHRASES = (
    "a abbr b bdi br cite code data del dfn em i img ins kbd mark picture q s samp"
)
_MORE_PHRASES = "small source span strong sub sup time u var wbr"
_TABLES = "caption col colgroup tfoot th thead"
TEXT = {
    *(AROUND - {"article", "body", "html", "main"}),
    *f"{_PARTS} {_PHRASES} {_MORE_PHRASES} {_TABLES}".split(),
}
"""Elements that pages may have."""
CONTROLS = {"button", "input", "label", "option", "output", "select"}
"""Elements of tabs, figures, and the way to cite a page."""
CONTROLLED = {"tabbed-set", "controls", "cite"}
DRAWINGS = {"svg", "math"}
_ALIGNMENT = re.compile(r"text-align: (left|center|right);?")
_LINES = re.compile(r"\s*(\*\{stroke-[-\w:; ]*\}\s*)*")
"""The style of a figure of matplotlib."""


def obstacle(block: Tag) -> str | None:
    """Return what may hide a block, or a part of it, as it stands in its tag."""
    attributes = AROUND_ATTRIBUTES
    for element in block.parents:
        if isinstance(element, BeautifulSoup):
            break
        if problem := _unknown_part(element, AROUND, AROUND_CLASSES, attributes):
            return problem
        if element.name == "article":
            attributes = AROUND_ATTRIBUTES | FRAME
    inside = re.compile("|".join(map(re.escape, INSIDE_CLASSES)))
    for element in block.find_all(True):
        if problem := _unknown_part(element, INSIDE, inside, INSIDE_ATTRIBUTES):
            return problem
    return _unknown_part(block, {"pre"}, inside, INSIDE_ATTRIBUTES)


def _unknown_part(
    element: Tag, names: set[str], pattern: re.Pattern[str], attributes: set[str]
) -> str | None:
    of_line_numbers = element.name not in ("table", "td") or classes(element)
    if element.name not in names or not of_line_numbers:
        return f"<{element.name}>"
    for name in element.attrs:
        if name not in attributes:
            return f'{name}="{attribute(element, name)}"'
    for name in classes(element):
        if not pattern.fullmatch(name):
            return f'class="{name}"'
    return None


def unknown_elements(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Yield the elements of the article that pages may not have, and what they are."""
    for footer in soup.find_all("footer", class_="provenance"):
        if soup.article and not footer.find_parent("article"):
            yield soup.article, "</article>"
    if soup.article:
        yield from _unknown_within(soup.article, TEXT)


def _unknown_within(outer: Tag, names: set[str]) -> Iterator[tuple[Tag, str]]:
    for element in outer.find_all(True, recursive=False):
        style = attribute(element, "style")
        if element.name in DRAWINGS:
            for inside in element.find_all("style"):
                if not _LINES.fullmatch(inside.decode_contents()):
                    yield inside, "<style>"
            continue
        if element.name not in names:
            yield element, f"<{element.name}>"
        elif style and not _ALIGNMENT.fullmatch(style):
            yield element, f'style="{style}"'
        if element.name != "pre" and "katex" not in classes(element):
            controls = CONTROLS if CONTROLLED & {*classes(element)} else set()
            yield from _unknown_within(element, names | controls)
