"""Navigation of a finished site, read from the menu of a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from bs4 import BeautifulSoup, Tag

from docs._engine.core.html import attribute, classes, select_one
from docs._engine.postbuild.site import FinishedSite

MENU = "md-nav--primary"


@dataclass(frozen=True)
class Entry:
    """A page in the menu."""

    title: str
    """Its title there, which may be shorter than that on the page."""
    path: str
    """The path of its HTML file."""
    sections: tuple[str, ...]
    """The titles of the sections that it is in, the outermost first."""


def load_navigation(site: FinishedSite) -> list[Entry]:
    """Return the pages of the menu, in its order; the index of a section is in it."""
    for path, html, _ in site.articles():
        start = html.find(MENU)
        if start > 0:
            part = html[html.rindex("<", 0, start) : html.index("<article")]
            menu = select_one(BeautifulSoup(part, "html.parser"), "nav")
            return [*_entries(menu, dirname(path), ())]
    return []


def _entries(nav: Tag, folder: str, sections: tuple[str, ...]) -> Iterator[Entry]:
    for item in select_one(nav, "ul").find_all("li", recursive=False):
        header = item.find(class_="md-nav__container", recursive=False) or item
        link = header.find("a", class_="md-nav__link", recursive=False)
        title = " ".join(select_one(item, ".md-ellipsis").get_text().split())
        nested = [
            each
            for each in item.find_all("nav", recursive=False)
            if "md-nav--secondary" not in classes(each)
        ]
        inner = (*sections, title) if nested else sections
        if link:
            path = normpath(join(folder, attribute(link, "href")))
            if not path.endswith(".html"):
                path = normpath(f"{path}/index.html")
            yield Entry(title, path, inner)
        for each in nested:
            yield from _entries(each, folder, inner)
