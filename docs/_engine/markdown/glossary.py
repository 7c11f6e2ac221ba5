"""Explain a term where a page first uses it, from docs/reference/glossary.md.

The glossary is a definition list: a term on a line, and `:   ` with what it means on
the next. The first sentence becomes the tooltip of a link to the term.
"""

import functools
import re
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core.paths import DOCS
from docs._engine.markdown.links import link_to

PAGE = "reference/glossary.md"
ENTRY = re.compile(r"^(?P<term>\S.*)\n\n?:   (?P<meaning>.+)$", re.MULTILINE)
PROSE = {"p", "li", "td", "dd"}
CLOSED = {"a", "code", "script", "svg", "math", "data", "abbr", "summary"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"}


def terms(docs: Path) -> dict[str, str]:
    """Return the first sentence about each term, without Markdown."""
    file = docs / PAGE
    return _read(file, file.stat().st_mtime_ns) if file.is_file() else {}


@functools.lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> dict[str, str]:
    found = {}
    for entry in ENTRY.finditer(file.read_text("utf-8")):
        text = re.sub(r" ?\[✓\]\([^)]*\)", "", entry["meaning"])
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text).translate(_MARKS)
        found[entry["term"]] = re.split(r"(?<=\.) ", text)[0]
    return found


_MARKS = str.maketrans("", "", "`*_$")


class _Terms(Treeprocessor):
    def run(self, root: Element) -> None:
        found = terms(DOCS)
        if not found or any(True for _ in root.iter("dl")):
            return  # A page of definitions explains itself.
        words = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
        pattern = re.compile(rf"(?<![\w-])({words})(?![\w-])", re.IGNORECASE)
        left = {term.lower(): term for term in found}
        self._explain(root, pattern, left, found, inside=False)

    def _explain(self, element, pattern, left, found, inside):
        if element.tag in CLOSED | HEADINGS:
            return
        inside = inside or element.tag in PROSE
        if inside and not isinstance(element.text, AtomicString):
            self._link(element, None, element.text, pattern, left, found)
        for child in list(element):
            self._explain(child, pattern, left, found, inside)
            if inside and not isinstance(child.tail, AtomicString):
                self._link(element, child, child.tail, pattern, left, found)

    def _link(self, parent, before, text, pattern, left, found):
        """Link the terms in the text that follows `before`, or begins `parent`."""
        at = 0 if before is None else list(parent).index(before) + 1
        for match in pattern.finditer(text or ""):
            term = left.pop(match[1].lower(), None)
            if term is None:
                continue
            link = Element(
                "a",
                {
                    "class": "term",
                    "href": link_to(self.md, f"{PAGE}#{slugify(term, '-')}"),
                    "title": found[term],
                },
            )
            link.text = AtomicString(match[1])
            rest = text[match.end() :]
            head = text[: match.start()]
            if before is None:
                parent.text = head
            else:
                before.tail = head
            parent.insert(at, link)
            link.tail = rest
            self._link(parent, link, rest, pattern, left, found)
            return


class _Anchors(Treeprocessor):
    """Gives each defined term an address."""

    def run(self, root: Element) -> None:
        for term in root.iter("dt"):
            term.set("id", slugify("".join(term.itertext()), "-"))


class GlossaryExtension(Extension):
    """Links terms to the glossary."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after marks and figures, before MkDocs looks at anchors (5)."""
        md.treeprocessors.register(_Terms(md), "terms", 11)
        md.treeprocessors.register(_Anchors(md), "term-anchors", 10)


def makeExtension(**kwargs) -> GlossaryExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return GlossaryExtension(**kwargs)
