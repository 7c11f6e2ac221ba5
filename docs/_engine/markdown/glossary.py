"""Explain a term where a page first uses it, from docs/reference/glossary.md.

The glossary is a definition list: a term on a line, and `:   ` with its meaning on the
next. The first sentence becomes the tooltip of a link to the term.
"""

import re
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


def load_terms() -> dict[str, str]:
    """Return the first sentence about each term, without Markdown."""
    file = DOCS / PAGE
    terms = {}
    for entry in ENTRY.finditer(file.read_text("utf-8") if file.is_file() else ""):
        text = re.sub(r" ?\[✓\]\([^)]*\)", "", entry["meaning"])
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).translate(MARKUP)
        terms[entry["term"]] = re.split(r"(?<=\.) ", text)[0]
    return terms


class TermLinker(Treeprocessor):
    """Links the first use of each term to the glossary."""

    def run(self, root: Element) -> None:
        self.meanings = load_terms()
        if not self.meanings or root.find(".//dl") is not None:
            return  # A page of definitions explains itself.
        words = "|".join(map(re.escape, sorted(self.meanings, key=len, reverse=True)))
        self.pattern = re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE)
        self.unused = {term.lower(): term for term in self.meanings}
        self._link_in(root, in_prose=False)

    def _link_in(self, element: Element, in_prose: bool) -> None:
        if element.tag in SKIPPED_TAGS | HEADINGS:
            return
        in_prose = in_prose or element.tag in PROSE
        children = list(element)
        if in_prose:
            element.text, element[:0] = self._link_terms(element.text)
        for child in children:
            self._link_in(child, in_prose)
            if in_prose:
                child.tail, links = self._link_terms(child.tail)
                place = list(element).index(child) + 1
                element[place:place] = links

    def _link_terms(self, text: str | None) -> tuple[str | None, list[Element]]:
        """Return a text up to its first link, and the links, each with what follows."""
        if not text or isinstance(text, AtomicString):
            return text, []
        before, start = text, 0
        links: list[Element] = []
        for match in self.pattern.finditer(text):
            term = self.unused.pop(match[1].lower(), None)
            if term is None:
                continue
            between = text[start : match.start()]
            if links:
                links[-1].tail = between
            else:
                before = between
            href = link_to(self.md, f"{PAGE}#{slugify(term, '-')}")
            title = self.meanings[term]
            link = Element("a", {"class": "term", "href": href, "title": title})
            link.text, link.tail = AtomicString(match[1]), text[match.end() :]
            links.append(link)
            start = match.end()
        return before, links


class TermAnchors(Treeprocessor):
    """Gives each defined term an anchor."""

    def run(self, root: Element) -> None:
        for term in root.iter("dt"):
            term.set("id", slugify("".join(term.itertext()), "-"))
