"""Explain a term where a page first uses it, from docs/reference/glossary.md.

The glossary is a definition list: a term on a line, and `:   ` with its meaning on the
next. The first sentence becomes the tooltip of a link to the term.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core.paths import DOCS
from docs._engine.markdown.links import link_to

PAGE = "reference/glossary.md"
ENTRY = re.compile(r"^(?P<term>\S.*)\n\n?:   (?P<meaning>.+)$", re.MULTILINE)
MARKUP = str.maketrans("", "", "`*_$")
"""Characters of Markdown that a tooltip cannot show."""
PROSE = {"p", "li", "td", "dd"}
SKIPPED_TAGS = {"a", "code", "script", "svg", "math", "data", "abbr", "summary"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"}


def load_terms(docs: Path) -> dict[str, str]:
    """Return the first sentence about each term, without Markdown."""
    file = docs / PAGE
    return _load(file, file.stat().st_mtime_ns) if file.is_file() else {}


@functools.lru_cache(maxsize=8)
def _load(file: Path, changed: int) -> dict[str, str]:
    terms = {}
    for entry in ENTRY.finditer(file.read_text("utf-8")):
        text = re.sub(r" ?\[✓\]\([^)]*\)", "", entry["meaning"])
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).translate(MARKUP)
        terms[entry["term"]] = re.split(r"(?<=\.) ", text)[0]
    return terms


@dataclass
class PageTerms:
    """The terms of the glossary on their way through one page."""

    meanings: dict[str, str]
    """The tooltip of each term."""
    remaining: dict[str, str]
    """The terms that the page has not used so far, by their lower case."""
    pattern: re.Pattern[str]
    """Finds any of the terms in a text."""


class TermLinker(Treeprocessor):
    """Links the first use of each term to the glossary."""

    def run(self, root: Element) -> None:
        meanings = load_terms(DOCS)
        if not meanings or any(True for _ in root.iter("dl")):
            return  # A page of definitions explains itself.
        words = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
        pattern = re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE)
        remaining = {term.lower(): term for term in meanings}
        self._link_in(root, PageTerms(meanings, remaining, pattern), in_prose=False)

    def _link_in(self, element: Element, terms: PageTerms, in_prose: bool) -> None:
        if element.tag in SKIPPED_TAGS | HEADINGS:
            return
        in_prose = in_prose or element.tag in PROSE
        if in_prose and not isinstance(element.text, AtomicString):
            self._link_in_text(element, None, element.text, terms)
        for child in list(element):
            self._link_in(child, terms, in_prose)
            if in_prose and not isinstance(child.tail, AtomicString):
                self._link_in_text(element, child, child.tail, terms)

    def _link_in_text(
        self,
        parent: Element,
        before: Element | None,
        text: str | None,
        terms: PageTerms,
    ) -> None:
        """Link the terms in the text that follows `before`, or begins `parent`."""
        for match in terms.pattern.finditer(text or ""):
            term = terms.remaining.pop(match[1].lower(), None)
            if term is None:
                continue
            target = f"{PAGE}#{slugify(term, '-')}"
            attributes = {
                "class": "term",
                "href": link_to(self.md, target),
                "title": terms.meanings[term],
            }
            link = Element("a", attributes)
            link.text = AtomicString(match[1])
            link.tail = match.string[match.end() :]
            head = match.string[: match.start()]
            if before is None:
                parent.text = head
                parent.insert(0, link)
            else:
                before.tail = head
                parent.insert(list(parent).index(before) + 1, link)
            self._link_in_text(parent, link, link.tail, terms)
            return


class TermAnchors(Treeprocessor):
    """Gives each defined term an anchor."""

    def run(self, root: Element) -> None:
        for term in root.iter("dt"):
            term.set("id", slugify("".join(term.itertext()), "-"))
