"""Link a statement to the check that proves it: `[✓](check:name)` after it.

`[checks of dropout]` on its own lists the checks of a topic, on the topic's page:
docs/reference/checks/<topic>.md, with hyphens for underscores. `[statements of
dropout]` lists what they state, each with a link to its check.
"""

import difflib
import functools
import re
from xml.etree.ElementTree import Element, SubElement

import pygments
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from docs._engine.core.cache import cached, source_bytes
from docs._engine.core.paths import DOCS, ROOT
from docs._engine.core.results import reference_error
from docs._engine.markdown import highlighting
from docs._engine.markdown.links import link_to
from docs._engine.pages import checks

CODE = source_bytes(highlighting.__file__, __file__, checks.__file__)
LIST = re.compile(r"^\[checks of (\w+)\]$", re.MULTILINE)
STATEMENTS = re.compile(r"^\[statements of (\w+)\]$", re.MULTILINE)


class CheckLinkProcessor(InlineProcessor):
    """Turns a citation into a link to the check."""

    def __init__(self, md: Markdown):
        super().__init__(checks.CITATION, md)

    @functools.cached_property
    def _by_name(self) -> dict[str, checks.Check]:
        return checks.checks_by_name(ROOT)

    def handleMatch(  # type: ignore[override]  # InlineProcessor does it, too.
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        name, folder = match[1], checks.CHECKS
        if name not in self._by_name:
            near = ", ".join(difflib.get_close_matches(name, self._by_name, cutoff=0.5))
            hint = f". Similar names: {near}." if near else f" in {folder}/test_*.py."
            raise reference_error(f"check:{name}", f"there is no such check{hint}")
        check = self._by_name[name]
        statement = check.statement.replace("`", "")
        link = Element(
            "a",
            {
                "class": "check",
                "href": link_to(self.md, check.href),
                "title": statement,
                "aria-label": f"Checked: {statement}",
                "data-search-exclude": "yes",
            },
        )
        link.text = AtomicString("✓")
        return link, match.start(0), match.end(0)


class CheckListProcessor(Treeprocessor):
    """Lists the checks of a topic, or what they state."""

    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            text = element.text or ""
            match = LIST.fullmatch(text) or STATEMENTS.fullmatch(text)
            if not match:
                continue
            topic, topics = match[1], checks.checks_by_topic(ROOT)
            if topic not in topics:
                available = ", ".join(topics)
                message = f"there is no such topic. Topics with checks: {available}."
                raise reference_error(text, message)
            if STATEMENTS.fullmatch(text):
                _render_statements(self.md, element, topics[topic], topic)
                continue
            element.tag, element.text = "div", None
            citations = checks.citing_pages(DOCS)
            codes = _highlight_checks(topic, topics[topic])
            for check, code in zip(topics[topic], codes, strict=True):
                self._add(element, check, citations.get(check.name, {}), code)

    def _add(
        self, parent: Element, check: checks.Check, pages: dict[str, str], markup: str
    ) -> None:
        section = SubElement(parent, "section", {"class": "proof", "id": check.name})
        statement = SubElement(section, "p", {"class": "statement"})
        _add_code(statement, check.statement)
        about = SubElement(section, "p", {"class": "about"})
        about.text = "Stated in "
        for number, (page, title) in enumerate(pages.items(), 1):
            link = SubElement(about, "a", {"href": link_to(self.md, page)})
            link.text = AtomicString(title)
            link.tail = ", " if number < len(pages) else ""
        for each in check.requirements:
            mark = SubElement(about, "span", {"class": "needs"})
            mark.text = AtomicString(str(each))
        details = SubElement(section, "details", {"class": "source"})
        details.set("data-search-exclude", "yes")
        summary = SubElement(details, "summary")
        summary.text = AtomicString(check.location)
        code = SubElement(details, "div")
        code.text = AtomicString(self.md.htmlStash.store(markup))


def _render_statements(
    md: Markdown, element: Element, of_topic: list[checks.Check], topic: str
) -> None:
    """Turn a paragraph into the list of what the checks of a topic state."""
    page = checks.page_of(topic)
    if not (DOCS / page).is_file():
        raise reference_error(
            element.text or "", f"write docs/{page}, with [checks of {topic}] in it."
        )
    element.tag, element.text = "ul", None
    element.set("class", "statements")
    # A search leads to the checks themselves.
    element.set("data-search-exclude", "yes")
    for check in of_topic:
        item = SubElement(element, "li", {"id": check.name})
        link = SubElement(item, "a", {"href": link_to(md, check.href)})
        _add_code(link, check.statement)


def _highlight_checks(topic: str, of_topic: list[checks.Check]) -> list[str]:
    """Return the code of the checks of a topic as HTML."""
    sources = [check.source for check in of_topic]
    formatter = HtmlFormatter(cssclass="language-python highlight", wrapcode=True)
    return cached(
        f"checks-{topic}",
        [CODE, pygments.__version__, *sources],
        lambda: [highlight(each, PythonLexer(), formatter) for each in sources],
    )


def _add_code(parent: Element, text: str) -> None:
    """Add text in which backticks hold code."""
    plain, *rest = text.split("`")
    parent.text = AtomicString(plain)
    for code, tail in zip(rest[::2], rest[1::2], strict=True):
        element = SubElement(parent, "code")
        element.text, element.tail = AtomicString(code), AtomicString(tail)
