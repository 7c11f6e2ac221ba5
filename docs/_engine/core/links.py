"""Link checker for a built site: links, anchors, files, footnotes, foreign resources.

It reads finished files, so it serves a site just built (`tests/site`) and all versions
on the published branch (`docs/_engine/publish/verify.py`).
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

from docs._engine.core.html import attribute

ATTRIBUTES = "href", "src", "srcset", "poster", "data", "xlink:href"
SCHEMES = {"http", "https", "mailto", "tel", "data"}
NOT_LOADED = {"canonical", "alternate", "author", "license"}
"""Relations of a `<link>` that has the browser load nothing."""
STYLE_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
REFRESH = re.compile(r"^\s*\d+\s*;\s*url=", re.IGNORECASE)
LITERAL = re.compile(r"\[\^[^\]\s]+\]|\]\(|\]\[")
"""A link or a footnote that Markdown did not understand."""


class Link(NamedTuple):
    """An address that a file names."""

    where: str
    """The element and attribute, such as ``<a href=``; empty in a style sheet."""
    address: str
    is_loaded: bool
    """Whether a browser loads it without being asked."""

    def __str__(self) -> str:
        return f"{self.where}{self.address!r}>" if self.where else self.address


@dataclass(frozen=True)
class Page:
    """Anchors and links of one HTML file, for the link checker."""

    links: list[Link]
    ids: Counter[str]
    canonical: str | None
    redirect: str | None
    """Where the page sends its readers, as written; None if it is a page to read."""
    problems: list[str]
    """What is wrong with it, apart from its links."""


class Problem(NamedTuple):
    """Something broken in a file of the site."""

    file: str
    message: str
    target: str = ""
    """The path, from the root, that a broken link leads to."""

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


class BuiltSite:
    """The files of a built site."""

    def __init__(self, folder: Path, base: str = "/"):
        """Read every HTML file and style sheet."""
        self.base = base
        """The path at which a server serves the folder, such as ``/guide/``."""
        files = [file for file in folder.rglob("*") if file.is_file()]
        paths = [file.relative_to(folder).as_posix() for file in files]
        self.files = {path for path in paths if path.split("/")[0] != ".git"}
        read = cache(read_page)  # Two folders may hold the same page.
        self.pages: dict[str, Page] = {}
        self.links: dict[str, list[Link]] = {}
        """The links of each page and style sheet."""
        for file in sorted(self.files):
            if file.endswith(".html"):
                self.pages[file] = read((folder / file).read_text("utf-8", "replace"))
                self.links[file] = self.pages[file].links
            elif file.endswith(".css"):
                style = (folder / file).read_text("utf-8", "replace")
                self.links[file] = [*_links_of_style("", style)]

    def find_problems(self) -> list[Problem]:
        """Return what is broken, each problem of a file once."""
        problems = [
            Problem(file, f"{link} {reason}", self.target(file, link.address) or "")
            for file, links in self.links.items()
            for link in links
            if (reason := self.reason_broken(file, link))
        ]
        for file, page in self.pages.items():
            problems += [Problem(file, message) for message in page.problems]
        return list(dict.fromkeys(problems))

    def target(self, file: str, address: str) -> str | None:
        """Return the path, from the root, that an address in a file leads to.

        It begins with ``..`` if it leads out of the site, and is None on another host.
        """
        url = urlsplit(address)
        if url.scheme or url.netloc:
            return None
        path = unquote(url.path)
        if not path:
            return file
        if path.startswith("/"):
            return posixpath.relpath(path, self.base)
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))

    def answer(self, path: str) -> str | None:
        """Return the file with which a server answers a path; None if there is none."""
        index = posixpath.normpath(f"{path}/index.html")
        return next((each for each in (path, index) if each in self.files), None)

    def reason_broken(self, file: str, link: Link) -> str | None:
        """Return why a link in a file leads nowhere, or may not be there; or None."""
        url, target = urlsplit(link.address), self.target(file, link.address)
        if target is None:
            if url.scheme and url.scheme not in SCHEMES:
                return f"has the unknown scheme {url.scheme}:."
            is_foreign = url.netloc and link.is_loaded
            return "is loaded from another host." if is_foreign else None
        is_absolute = url.path.startswith("/")
        # The page for missing pages is shown at every address.
        if file.endswith("404.html") and url.path and not is_absolute:
            return "depends on the address at which the page is shown."
        if file.endswith(".html") and not file.endswith("404.html") and is_absolute:
            return "is absolute. The site has no fixed place: write it relative."
        if target.startswith(".."):
            return "leads out of the site."
        answer = self.answer(target)
        if answer is None:
            return "leads to no file of the site."
        anchor, page = unquote(url.fragment), self.pages.get(answer)
        if anchor and page and not page.redirect and not page.ids[anchor]:
            if anchor.startswith("fnref"):
                return "belongs to a footnote to which no text refers."
            return f"leads to an anchor that the page does not have: #{anchor}."
        return None


def read_page(html: str) -> Page:
    """Return what the link checker needs to know of an HTML file."""
    soup = BeautifulSoup(html, "html.parser")
    links = [link for element in soup.find_all(True) for link in _links_of(element)]
    ids = Counter(attribute(element, "id") for element in soup.select("[id]"))
    ids.update(attribute(element, "name") for element in soup.select("a[name]"))
    link = soup.select_one("link[rel~=canonical]")
    canonical = attribute(link, "href") if link else None
    redirect = None
    if meta := soup.select_one("meta[http-equiv=refresh i]"):
        redirect = REFRESH.sub("", attribute(meta, "content"))
        links.append(Link("<meta content=", redirect, False))
    counts = ids.items()
    twice = [f"the id {id!r} is on the page {n} times." for id, n in counts if n > 1]
    return Page(links, ids, canonical, redirect, [*twice, *_literals(soup)])


def _links_of(element: Tag) -> Iterator[Link]:
    tag = element.name
    if tag == "form" or element.get("data-md-component") == "search-share":
        return  # The theme's button that copies a search has no address.
    relations = attribute(element, "rel").split()
    is_loaded = tag != "a" and not (tag == "link" and NOT_LOADED & {*relations})
    for name in ATTRIBUTES:
        if element.has_attr(name):
            addresses = [attribute(element, name).strip()]
            if name == "srcset":
                parts = addresses[0].split(",")
                addresses = [part.split()[0] for part in parts if part.strip()]
            for address in addresses:
                yield Link(f"<{tag} {name}=", address, is_loaded)
    style = element.get_text() if tag == "style" else attribute(element, "style")
    yield from _links_of_style(f"<{tag} style=", style)


def _links_of_style(where: str, style: str) -> Iterator[Link]:
    for url, other in STYLE_URL.findall(style):
        yield Link(where, (url or other).strip(), True)


def _literals(soup: BeautifulSoup) -> Iterator[str]:
    for text in (soup.article or soup).find_all(string=LITERAL):
        is_comment = isinstance(text, PreformattedString)
        is_code = text.find_parent(["pre", "code", "script", "svg", "math"])
        if not is_comment and not is_code and (match := LITERAL.search(text)):
            around = text[max(0, match.start() - 30) : match.end() + 30].strip()
            yield f"this link or footnote has no target: {around!r}"
