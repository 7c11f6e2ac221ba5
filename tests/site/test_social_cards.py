"""What other sites show beside a link, and the addresses that only a known site has."""

import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from docs._engine.core.html import attribute, select_one
from docs._engine.core.paths import ROOT
from docs._engine.postbuild.social_cards import COLORS, HEIGHT, WIDTH
from tests.support.scratch_site import Build, build_scratch_site

SITE = "https://example.org/guide/"
TITLES = {
    "": "Home",
    "l1": "L1",
    "l2": "L2",
    "l1/long": "A title <with> WWWWWW & many words that takes several lines of a card",
}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory) -> Build:
    """A site that knows its address, and where its pages are edited."""
    root = tmp_path_factory.mktemp("scratch")
    pages = {
        f"docs/{name or 'index'}.md": f"# {title.replace('<', '&lt;')}\n"
        for name, title in TITLES.items()
    }
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE)
        patch.setenv("EDIT_URL", "https://example.org/edit/main/docs/{path}")
        return build_scratch_site(root, pages | {"CITATION.cff": citation})


def find_meta(soup: BeautifulSoup, name: str) -> str:
    """Return what a page says of itself by a name of Open Graph."""
    return attribute(select_one(soup, f"meta[property='og:{name}']"), "content")


def find_card(scratch: Build, soup: BeautifulSoup) -> Image.Image:
    """Return the card that a page names."""
    return Image.open(scratch.folder / find_meta(soup, "image").removeprefix(SITE))


@pytest.mark.parametrize("name", TITLES)
def test_page_names_its_card(scratch: Build, name: str):
    """By an absolute address, with its size; the card shows the title in full.

    There is ink in the middle, and none where a line would leave the card.
    """
    soup = scratch.page(name)
    assert find_meta(soup, "title") == TITLES[name]
    kind = select_one(soup, "meta[name='twitter:card']")["content"]
    assert kind == "summary_large_image"
    card = find_card(scratch, soup)
    size = tuple(int(find_meta(soup, f"image:{side}")) for side in ("width", "height"))
    assert card.size == size == (WIDTH, HEIGHT)
    gray = card.convert("L")
    assert min(gray.crop((90, 150, 1150, 480)).tobytes()) < 100
    for edge in (
        (WIDTH - 40, 0, WIDTH, HEIGHT),
        (40, 0, WIDTH, 40),
        (40, 600, WIDTH, HEIGHT),
    ):
        assert min(gray.crop(edge).tobytes()) > 250


def test_card_has_the_color_of_its_technique(scratch: Build):
    """As figures and texts have it."""
    for name in "l1", "l2":
        card = find_card(scratch, scratch.page(name)).convert("RGB")
        pixel = card.crop((10, 300, 11, 301)).tobytes()
        color = bytes.fromhex(COLORS[name][1:])
        # 32 colors are close to all.
        assert all(abs(a - b) < 8 for a, b in zip(pixel, color, strict=True))


def test_addresses_are_absolute(scratch: Build):
    """The canonical one, and those of the citation, the copies and the sitemap."""
    sitemap = (scratch.folder / "sitemap.xml").read_text("utf-8")
    copies = (scratch.folder / "llms.txt").read_text("utf-8")
    for name in TITLES:
        soup = scratch.page(name)
        address = SITE + (f"{name}/" if name else "")
        assert select_one(soup, "link[rel=canonical]")["href"] == address
        assert find_meta(soup, "url") == address
        assert f"url = {{{address}}}" in select_one(soup, "#cite-bibtex").get_text()
        assert f"<loc>{address}</loc>" in sitemap
        assert f"({address}index.md)" in copies
        edit = select_one(soup, "a[rel=edit]")["href"]
        assert edit == f"https://example.org/edit/main/docs/{name or 'index'}.md"


def test_unknown_address_is_not_made_up(site: Build, pages: dict[str, BeautifulSoup]):
    """Without SITE_URL there is no card, no canonical address, and no place to edit."""
    assert not (site.folder / "assets" / "cards").exists()
    assert "<loc>" not in (site.folder / "sitemap.xml").read_text("utf-8")
    for page, soup in pages.items():
        assert find_meta(soup, "title"), page
        assert not soup.find("link", rel="canonical"), page
        assert not soup.find("a", rel="edit"), page
        for name in "image", "url":
            assert not soup.find("meta", property=f"og:{name}"), page
        assert not re.search(r"https?://(127|None)", str(soup.head)), page


def test_colors_are_those_of_the_site():
    """A technique has one color everywhere: that of the light scheme."""
    styles = (ROOT / "docs" / "_theme" / "styles.css").read_text("utf-8")
    for name, color in COLORS.items():
        assert f"--{name}: {color};" in styles
