"""Navigation of a finished site, read from the menu of a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from docs._engine.core.html import attribute, select_one
from docs._engine.postbuild.site import FinishedSite, resolve_link

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
            return [*_entries(menu, path, ())]
    return []


def _entries(nav: Tag, page: str, sections: tuple[str, ...]) -> Iterator[Entry]:
    for item in select_one(nav, "ul").find_all("li", recursive=False):
        header = item.find(class_="md-nav__container", recursive=False) or item
        link = header.find("a", class_="md-nav__link", recursive=False)
        title = " ".join(select_one(item, ".md-ellipsis").get_text().split())
        lists = item.select(":scope > nav:not(.md-nav--secondary)")
        inner = (*sections, title) if lists else sections
        if link:
            yield Entry(title, resolve_link(page, attribute(link, "href")), inner)
        for each in lists:
            yield from _entries(each, page, inner)
