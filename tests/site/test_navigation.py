"""From each page, readers see where they are and get to what belongs to it."""

from urllib.parse import urljoin

from bs4 import BeautifulSoup

from docs._engine.core.html import select_one

INDEXES = [
    "dropout",
    "l1",
    "l2",
    "why",
    "practice",
    "compare",
    "reference",
    "contributing",
]
INNER = ["reference/checks"]
ELSEWHERE = {"reference/privacy": "contributing"}
"""Pages in the menu of another section than that of their folder."""


def leads_to(page: str, link) -> str:
    """Return the page that a link of a page leads to."""
    here = "/" if page == "." else f"/{page}/"
    return urljoin(here, link["href"]).strip("/") or "."


def test_breadcrumbs_lead_to_the_section_and_home(pages: dict[str, BeautifulSoup]):
    """A page of a section has both, its index the home page alone.

    Between them is the index of a section in a section.
    """
    for page, soup in pages.items():
        ways = [leads_to(page, link) for link in soup.select(".md-path a")]
        if page == ".":
            assert ways == []
        elif page in INDEXES:
            assert ways == ["."], page
        else:
            first, above = page.split("/")[0], page.rpartition("/")[0]
            # Some pages are in the section of another folder.
            section = first if first in INDEXES else ways[1]
            section = ELSEWHERE.get(page, section)
            assert section in INDEXES, page
            assert ways == [".", section, *({above} & {*INNER})], page


def test_title_of_a_section_is_a_link(pages: dict[str, BeautifulSoup]):
    """To its index, which is not listed a second time below it."""
    for page, soup in pages.items():
        menu = select_one(soup, ".md-nav--primary")
        sections = menu.select(":scope > ul > li.md-nav__item--nested")
        links = [section.select_one(".md-nav__container > a") for section in sections]
        assert [leads_to(page, link) for link in links] == INDEXES, page
        for section, index in zip(sections, INDEXES, strict=True):
            below = select_one(section, "nav").find_all("a", href=True)
            places = [leads_to(page, link) for link in below if "#" not in link["href"]]
            assert index not in places, page
            for inner in INNER:
                assert places.count(inner) == (inner.split("/")[0] == index), page


def test_section_index_leads_to_each_of_its_pages(pages: dict[str, BeautifulSoup]):
    """In its text, not in the menu alone."""
    for index in "practice", "reference", "contributing", *INNER:
        links = {
            leads_to(index, link) for link in pages[index].select("article a[href]")
        }
        members = {page for page in pages if page.rpartition("/")[0] == index}
        assert members <= {link.partition("#")[0].strip("/") for link in links}
