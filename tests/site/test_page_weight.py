"""What a reader's browser loads for the first page that it opens, and what later."""

import gzip
from pathlib import Path

import pytest

from tests.support.browser import visit
from tests.support.server import serve

HEAVIEST = ["", "dropout/", "l1/", "l2/", "notebooks/compare/"]
WEIGHT = 150_000
"""Bytes that a page may take, compressed as a server compresses them."""
REQUESTS = 12
SEARCH = "/search/search_index.json", "/assets/javascripts/workers/search."
FIELD = "input[data-md-component=search-query]"


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """What browsers have asked the server of these tests for."""
    return []


@pytest.fixture(scope="module")
def counting(site, asked):
    """Address of a server that counts: a browser does not tell what workers load."""
    with serve(site.folder, asked) as address:
        yield address


@pytest.fixture
def tab(browser, asked):
    """A tab of a browser that has loaded nothing before."""
    context = browser.new_context()
    asked.clear()
    yield context.new_page()
    context.close()


def weight(folder: Path, path: str) -> int:
    """Return how many bytes go over the wire for a path."""
    file = folder / path.lstrip("/")
    data = (file / "index.html" if file.is_dir() else file).read_bytes()
    # Fonts and pictures are compressed in themselves.
    dense = file.suffix in (".woff2", ".png")
    return len(data) if dense else len(gzip.compress(data, 6))


def searched(asked: list[str]) -> list[str]:
    """Return what was loaded for the search."""
    return [path for path in asked if path.startswith(SEARCH)]


@pytest.mark.parametrize("page", HEAVIEST)
def test_first_view_is_light(tab, counting, asked, site, page: str):
    """Text, styles, scripts and fonts, maths included, are few and small."""
    visit(tab, f"{counting}/{page}")
    sizes = {path: weight(site.folder, path) for path in asked}
    listed = "\n".join(f"{size:7} {path}" for path, size in sizes.items())
    print(f"{sum(sizes.values())} bytes, {len(asked)} requests:\n{listed}")
    assert searched(asked) == []
    assert len(asked) == len(sizes) <= REQUESTS, listed
    assert sum(sizes.values()) <= WEIGHT, listed


def test_search_is_loaded_when_a_reader_turns_to_it(tab, counting, asked):
    """It is loaded once, and answers what is typed at once."""
    visit(tab, f"{counting}/l2/")
    tab.keyboard.press("/")
    tab.keyboard.type("dropout")
    tab.locator(".md-search-result__item").first.wait_for()
    assert len(searched(asked)) == 2


def test_address_can_search(tab, counting, asked):
    """An address with ?q= opens the search and shows what it finds."""
    visit(tab, f"{counting}/?q=dropout")
    tab.locator(".md-search-result__item").first.wait_for()
    assert tab.locator(FIELD).input_value() == "dropout"
    assert len(searched(asked)) == 2


def test_address_can_mark_words(tab, counting):
    """A result leads to a page on which the words are marked."""
    visit(tab, f"{counting}/l2/?h=penalty")
    mark = tab.locator("mark[data-md-highlight]").first
    mark.wait_for()
    assert mark.inner_text().lower() == "penalty"
