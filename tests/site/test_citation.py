"""A reader can cite each page, and so can a program."""

import json
import re
from importlib.metadata import version

import yaml
from bs4 import BeautifulSoup

from docs._engine.core.html import attribute, select_one
from docs._engine.core.paths import ROOT
from docs._engine.pages.citation import Citation
from docs._engine.pages.provenance import PageProvenance
from tests.support.browser import visit, wait_until

WORK = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
CITATION = Citation(
    work={
        "authors": [{"name": "A & B"}, {"given-names": "C", "family-names": "D"}],
        "title": "Guide",
        "version": "1.0",
    },
    article="<h1>Loss &amp; 100 % of l1_l2</h1>",
    provenance=PageProvenance({"Keras": "3.15.1"}, "2026-02-03", None, None),
    menu_title="",
    url="a_b/",
    site="https://example.org/",
)


def heading(soup: BeautifulSoup) -> str:
    """Return the title that readers see."""
    return select_one(soup, "h1").get_text().removesuffix("¶").strip()


def test_citation_names_the_page(pages: dict[str, BeautifulSoup]):
    """Its title, the guide, its version, and the Keras that it was built on."""
    for page, soup in pages.items():
        bibtex = select_one(soup, "#cite-bibtex").get_text()
        text = select_one(soup, "#cite-text").get_text()
        title = heading(soup).replace("_", r"\_")
        assert f"title = {{{{{title}}}}}" in bibtex, page
        for words in heading(soup), WORK["title"], WORK["version"], version("keras"):
            assert words in text, page
        for author in WORK["authors"]:
            assert author["name"] in text, page
            assert author["name"] in bibtex, page
        assert "url" not in bibtex  # Nobody said where this site will be.


def test_bibtex_is_escaped_and_complete():
    """Its special characters are, and an address comes last, as it is."""
    assert CITATION.bibtex == (
        "@misc{guide-loss-100-of-l1-l2,\n"
        "  author = {{A \\& B} and {C D}},\n"
        "  title = {{Loss \\& 100 \\% of l1\\_l2}},\n"
        "  howpublished = {Guide, version 1.0, for Keras 3.15.1},\n"
        "  year = {2026},\n"
        "  month = {2},\n"
        "  url = {https://example.org/a_b/}\n"
        "}"
    )


def test_programs_find_the_same(pages: dict[str, BeautifulSoup]):
    """schema.org's TechArticle says what the page says, and cites what it cites."""
    count = 0
    for page, soup in pages.items():
        script = select_one(soup, "script[type='application/ld+json']")
        data = json.loads(script.get_text())
        assert data["@type"] == "TechArticle"
        assert data["headline"] == heading(soup), page
        assert (
            data["description"] == select_one(soup, "meta[name=description]")["content"]
        )
        assert data["about"][1]["softwareVersion"] == version("keras")
        assert "url" not in data
        links = {attribute(link, "href") for link in soup.select("article a[href]")}
        works = {link for link in links if re.match(r"https://(doi|arxiv)\.org/", link)}
        assert set(data.get("citation", [])) == works, page
        count += len(works)
        assert "<" not in script.get_text()
    assert count > 20


def test_citation_is_copied_by_keyboard(new_context, address):
    """Enter opens it, Tab leads to its button, and Enter copies its lines."""
    tab = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    visit(tab, f"{address}/l2/weight-decay/")
    tab.evaluate("navigator.clipboard.writeText('nothing yet')")
    assert not tab.locator("#cite-bibtex").is_visible()
    tab.locator(".cite summary").focus()
    for key in "Enter", "Tab", "Enter":
        tab.keyboard.press(key)
    wait_until(
        tab, "navigator.clipboard.readText().then(text => text != 'nothing yet')"
    )
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text.strip() == tab.locator("#cite-bibtex").inner_text().strip()
    assert text.startswith("@misc{")
    assert len(text.splitlines()) > 5


def test_citation_needs_no_script(new_context, address):
    """It opens without one, and then has no button that would do nothing."""
    tab = new_context(java_script_enabled=False).new_page()
    visit(tab, f"{address}/l2/")
    tab.locator(".cite summary").click()
    assert tab.locator("#cite-bibtex").is_visible()
    assert not tab.locator(".cite button").first.is_visible()
