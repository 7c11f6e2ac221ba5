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
def requests() -> list[str]:
    """The paths that browsers have requests the server of these tests for."""
    return []


@pytest.fixture(scope="module")
def counting(site, requests):
    """Address of a server that counts: a browser does not tell what workers load."""
    with serve(site.folder, requests) as address:
        yield address


@pytest.fixture
def tab(new_context, requests):
    """A tab of a browser that has loaded nothing before."""
    requests.clear()
    return new_context().new_page()


def weight(folder: Path, path: str) -> int:
    """Return how many bytes go over the wire for a path."""
    file = folder / path.lstrip("/")
    data = (file / "index.html" if file.is_dir() else file).read_bytes()
    # Fonts and pictures are compressed in themselves.
    dense = file.suffix in (".woff2", ".png")
    return len(data) if dense else len(gzip.compress(data, 6))


def search_requests(requests: list[str]) -> list[str]:
    """Return what was loaded for the search."""
    return [path for path in requests if path.startswith(SEARCH)]


@pytest.mark.parametrize("page", HEAVIEST)
def test_first_view_is_light(tab, counting, requests, site, page: str):
    """Text, styles, scripts and fonts, math included, are few and small."""
    visit(tab, f"{counting}/{page}")
    sizes = {path: weight(site.folder, path) for path in requests}
    listed = "\n".join(f"{size:7} {path}" for path, size in sizes.items())
    print(f"{sum(sizes.values())} bytes, {len(requests)} requests:\n{listed}")
    assert search_requests(requests) == []
    assert len(requests) == len(sizes) <= REQUESTS, listed
    assert sum(sizes.values()) <= WEIGHT, listed


def test_search_is_loaded_when_a_reader_turns_to_it(tab, counting, requests):
    """It is loaded once, and answers what is typed at once."""
    visit(tab, f"{counting}/l2/")
    tab.keyboard.press("/")
    tab.keyboard.type("dropout")
    tab.locator(".md-search-result__item").first.wait_for()
    assert len(search_requests(requests)) == 2


def test_address_can_search(tab, counting, requests):
    """An address with ?q= opens the search and shows what it finds."""
    visit(tab, f"{counting}/?q=dropout")
    tab.locator(".md-search-result__item").first.wait_for()
    assert tab.locator(FIELD).input_value() == "dropout"
    assert len(search_requests(requests)) == 2


def test_address_can_mark_words(tab, counting):
    """A result leads to a page on which the words are marked."""
    visit(tab, f"{counting}/l2/?h=penalty")
    mark = tab.locator("mark[data-md-highlight]").first
    mark.wait_for()
    assert mark.inner_text().lower() == "penalty"
