"""Links, anchors, images and footnotes of a built site: where they lead nowhere."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from tests.support.html import parse_pages

ATTRIBUTES = ["href", "src", "srcset", "poster", "data", "xlink:href"]
CARRIED = {"http", "https", "mailto", "tel", "data"}

_LITERAL = re.compile(r"\[\^[^\]\s]+\]|\]\(|\]\[")


class Site:
    """The HTML files of a built site."""

    def __init__(self, folder: Path):
        """Read every HTML file under a folder."""
        self.folder = folder.resolve()
        self.pages = parse_pages(self.folder)

    @cached_property
    def anchors(self) -> dict[Path, Counter[str]]:
        """How often each file has each id."""
        return {
            file: Counter(element["id"] for element in soup.find_all(id=True))
            for file, soup in self.pages.items()
        }

    def problems(self) -> list[str]:
        """Return what is broken, as page: what."""
        return [
            f"{file.relative_to(self.folder).as_posix()}: {problem}"
            for file, soup in self.pages.items()
            for problem in [
                *self._broken_links(file, soup),
                *self._repeated_ids(file),
                *_left_as_typed(soup),
            ]
        ]

    def _broken_links(self, file: Path, soup: BeautifulSoup) -> Iterator[str]:
        for element in soup.find_all(True):
            for name in ATTRIBUTES:
                if element.has_attr(name) and element.name != "form":
                    for address in _addresses(name, element[name]):
                        if reason := self._wrong(file, element, address):
                            yield f"<{element.name} {name}={address!r}> {reason}"

    def _wrong(self, file: Path, element: Tag, address: str) -> str | None:
        """Return why an address leads nowhere, or None."""
        if element.get("data-md-component") == "search-share":
            return None  # The theme's button that copies a search.
        url = urlsplit(address)
        if url.scheme or url.netloc:
            known = url.scheme in CARRIED or (not url.scheme and url.netloc)
            return None if known else f"has the unknown scheme {url.scheme}:."
        path, anchor = unquote(url.path), unquote(url.fragment)
        if path.startswith("/"):
            # The page for missing pages is shown at every address.
            if file.name != "404.html":
                return "is absolute. The site has no fixed place: write it relative."
            target = self.folder / path.lstrip("/")
        else:
            target = (file.parent / path).resolve() if path else file
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            return "leads to no file of the site."
        if self.folder not in target.parents:
            return "leads out of the site."
        if anchor and target in self.anchors and not self.anchors[target][anchor]:
            if anchor.startswith("fnref"):
                return "belongs to a footnote to which no text refers."
            return f"leads to an anchor that the page does not have: #{anchor}."
        return None

    def _repeated_ids(self, file: Path) -> Iterator[str]:
        for name, count in self.anchors[file].items():
            if count > 1:
                yield f"the id {name!r} is on the page {count} times."


def _addresses(attribute: str, value: str) -> list[str]:
    if attribute == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value.strip()]


def _left_as_typed(soup: BeautifulSoup) -> Iterator[str]:
    """Find references that Markdown did not understand and left as text."""
    for text in (soup.article or soup).find_all(string=_LITERAL):
        if isinstance(text, PreformattedString):
            continue  # A comment.
        if not text.find_parent(["pre", "code", "script", "svg", "math"]):
            found = _LITERAL.search(text)
            yield (
                f"this link or footnote has no target: "
                f"{text[max(0, found.start() - 30) : found.end() + 30].strip()!r}"
            )
