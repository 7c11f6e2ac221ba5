"""What other sites show beside a link, and the addresses that only a known site has."""

import re
import shutil
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from docs._engine.core.html import attribute, select_one
from docs._engine.core.paths import ROOT
from docs._engine.postbuild.social_cards import COLORS, HEIGHT, WIDTH
from tests.support.scratch_site import Build, build_site, write_scratch_site

SITE = "https://example.org/guide/"
TITLES = {
    "index": "Home",
    "l1": "L1",
    "l2": "L2",
    "l1/long": "A title <with> WWWWWW & many words that takes several lines of a card",
}


@pytest.fixture(scope="module")
def placed(tmp_path_factory) -> Build:
    """A site that knows its address, and where its pages are edited."""
    root = tmp_path_factory.mktemp("placed")
    write_scratch_site(root)
    shutil.copy(ROOT / "CITATION.cff", root)
    for name, title in TITLES.items():
        page = root / "docs" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"# {title.replace('<', '&lt;')}\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", SITE)
        patch.setenv("EDIT_URL", "https://example.org/edit/main/docs/{path}")
        build = build_site(root, root / "site")
    assert build.exit_code == 0, build.log
    return build


def head(placed: Build, name: str) -> BeautifulSoup:
    """Return the HTML of a page."""
    folder = "" if name == "index" else name
    text = (placed.folder / folder / "index.html").read_text("utf-8")
    return BeautifulSoup(text, "html.parser")


def said(soup: BeautifulSoup, name: str) -> str:
    """Return what a page says of itself by that name."""
    return attribute(select_one(soup, f"meta[property='og:{name}']"), "content")


@pytest.mark.parametrize("name", TITLES)
def test_page_names_its_card(placed: Build, name: str):
    """By an absolute address, at which there is a picture of the size it says."""
    soup = head(placed, name)
    image = said(soup, "image")
    assert said(soup, "title") == TITLES[name]
    assert (
        select_one(soup, "meta[name='twitter:card']")["content"]
        == "summary_large_image"
    )
    file = placed.folder / image.removeprefix(SITE)
    picture = Image.open(file)
    assert picture.size == (WIDTH, HEIGHT)
    assert picture.size == (
        int(said(soup, "image:width")),
        int(said(soup, "image:height")),
    )


@pytest.mark.parametrize("name", TITLES)
def test_card_shows_its_title_in_full(placed: Build, name: str):
    """There is ink in the middle, and none where a line would leave the card."""
    file = placed.folder / "assets" / "cards" / f"{name}.png"
    picture = Image.open(file).convert("L")
    assert min(picture.crop((90, 150, 1150, 480)).tobytes()) < 100
    for edge in (
        (WIDTH - 40, 0, WIDTH, HEIGHT),
        (40, 0, WIDTH, 40),
        (40, 600, WIDTH, 630),
    ):
        assert min(picture.crop(edge).tobytes()) > 250


def test_card_has_the_color_of_its_technique(placed: Build):
    """As figures and texts have it."""
    for name in "l1", "l2":
        file = placed.folder / "assets" / "cards" / f"{name}.png"
        pixel = Image.open(file).convert("RGB").crop((10, 300, 11, 301)).tobytes()
        wanted = bytes.fromhex(COLORS[name][1:])
        # 32 colors are close to all.
        assert all(abs(a - b) < 8 for a, b in zip(pixel, wanted, strict=True))


def test_addresses_are_absolute(placed: Build):
    """The canonical one, and those of the citation, the copies and the sitemap."""
    listed = (placed.folder / "sitemap.xml").read_text("utf-8")
    copies = (placed.folder / "llms.txt").read_text("utf-8")
    for name in TITLES:
        soup = head(placed, name)
        address = urljoin(SITE, "" if name == "index" else f"{name}/")
        assert select_one(soup, "link[rel=canonical]")["href"] == address
        assert said(soup, "url") == address
        assert f"url = {{{address}}}" in select_one(soup, "#cite-bibtex").get_text()
        assert f"<loc>{address}</loc>" in listed
        assert f"({address}index.md)" in copies
        edit = select_one(soup, "a[rel=edit]")["href"]
        assert edit == f"https://example.org/edit/main/docs/{name}.md"


def test_unknown_address_is_not_made_up(site: Build, pages: dict[str, BeautifulSoup]):
    """Without SITE_URL there is no card, no canonical address, and no place to edit."""
    assert not (site.folder / "assets" / "cards").exists()
    assert "<loc>" not in (site.folder / "sitemap.xml").read_text("utf-8")
    for page, soup in pages.items():
        assert said(soup, "title"), page
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
