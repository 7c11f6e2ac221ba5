"""Link a statement to the check that proves it: `[✓](check:name)` after it.

`[checks of dropout]` on its own lists the checks of a topic, on the topic's page:
docs/reference/checks/<topic>.md, with hyphens for underscores. `[statements of
dropout]` lists what they state, each with a link to its check.
"""

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
from docs._engine.pages.checks import (
    CHECKS,
    CITATION,
    Check,
    checks_by_name,
    checks_by_topic,
    citing_pages,
    page_of,
)

CODE = source_bytes(highlighting.__file__, __file__, checks.__file__)
LIST = re.compile(r"^\[checks of (\w+)\]$", re.MULTILINE)
STATEMENTS = re.compile(r"^\[statements of (\w+)\]$", re.MULTILINE)


def has_check_list(page: str) -> bool:
    """Return whether the page lists citations, so that an edit of any page changes it.

    Args:
        page: Its Markdown.
    """
    return bool(LIST.search(page))


class CheckLinkProcessor(InlineProcessor):
    """Turns a citation into a link to the check."""

    def __init__(self, md: Markdown):
        super().__init__(CITATION, md)

    @functools.cached_property
    def _checks(self) -> dict[str, Check]:
        return checks_by_name(ROOT)

    def handleMatch(  # type: ignore[override]  # InlineProcessor does it, too.
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        name, checks = match[1], self._checks
        if name not in checks:
            raise reference_error(
                f"check:{name}", f"there is no such check{_suggestions(name, checks)}"
            )
        statement = checks[name].statement.replace("`", "")
        link = Element(
            "a",
            {
                "class": "check",
                "href": link_to(self.md, checks[name].href),
                "title": statement,
                "aria-label": f"Checked: {statement}",
                "data-search-exclude": "yes",
            },
        )
        link.text = AtomicString("✓")
        return link, match.start(0), match.end(0)


def _suggestions(name: str, checks: dict) -> str:
    import difflib

    near = difflib.get_close_matches(name, checks, cutoff=0.5)
    return f"; near to it: {', '.join(near)}." if near else f" in {CHECKS}/test_*.py."


class CheckListProcessor(Treeprocessor):
    """Lists the checks of a topic, or what they state."""

    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            text = element.text or ""
            match = LIST.fullmatch(text) or STATEMENTS.fullmatch(text)
            if not match:
                continue
            topic, topics = match[1], checks_by_topic(ROOT)
            if topic not in topics:
                available = ", ".join(topics)
                raise reference_error(text, f"there are checks of these: {available}.")
            if STATEMENTS.fullmatch(text):
                _render_statements(self.md, element, topics[topic], topic)
                continue
            element.tag, element.text = "div", None
            citations = citing_pages(DOCS)
            codes = _highlight_checks(topic, topics[topic])
            for check, code in zip(topics[topic], codes, strict=True):
                self._add(element, check, citations.get(check.name, {}), code)

    def _add(
        self, parent: Element, check: Check, pages: dict[str, str], markup: str
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
    md: Markdown, element: Element, checks: list[Check], topic: str
) -> None:
    """Turn a paragraph into the list of what the checks of a topic state."""
    if not (DOCS / page_of(topic)).is_file():
        raise reference_error(
            element.text or "",
            f"write docs/{page_of(topic)}, with [checks of {topic}] in it.",
        )
    element.tag, element.text = "ul", None
    element.set("class", "statements")
    # A search leads to the checks themselves.
    element.set("data-search-exclude", "yes")
    for check in checks:
        item = SubElement(element, "li", {"id": check.name})
        _add_code(
            SubElement(item, "a", {"href": link_to(md, check.href)}), check.statement
        )


def _highlight_checks(topic: str, checks: list[Check]) -> list[str]:
    """Return the code of the checks of a topic as HTML."""
    sources = [check.source for check in checks]
    formatter = HtmlFormatter(cssclass="language-python highlight", wrapcode=True)
    return cached(
        f"checks-{topic}",
        [CODE, pygments.__version__, *sources],
        lambda: [highlight(each, PythonLexer(), formatter) for each in sources],
    )


def _add_code(parent: Element, text: str) -> None:
    """Add text in which backticks hold code."""
    last = None
    for number, part in enumerate(text.split("`")):
        if number % 2:
            last = SubElement(parent, "code")
            last.text = AtomicString(part)
        elif last is None:
            parent.text = AtomicString(part)
        else:
            last.tail = AtomicString(part)
