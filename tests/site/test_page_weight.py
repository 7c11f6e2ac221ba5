"""What a reader's browser loads and computes for a page at once, and what later."""

import gzip
import json
from pathlib import Path

import pytest

from docs._engine.pages.checks import CHECK_PAGES
from tests.support.browser import visit
from tests.support.server import serve

HEAVIEST = ["", "dropout/", "l1/", "l2/", "notebooks/compare/"]
WEIGHT = 150_000
"""Bytes that a page may take, compressed as a server compresses them."""
REQUESTS = 12
SEARCH = "/search/search_index.json", "/assets/javascripts/workers/search."
ELEMENTS_JS = """() => {
    const all = [...document.body.querySelectorAll("*")];
    const folded = all.filter(each => each.closest("details:not([open])"));
    return [all.length - folded.length, folded.length];
}"""


@pytest.fixture(scope="module")
def requests() -> list[str]:
    """The paths that browsers ask the server of these tests for."""
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
    listing = "\n".join(f"{size:7} {path}" for path, size in sizes.items())
    print(f"{sum(sizes.values())} bytes, {len(requests)} requests:\n{listing}")
    assert search_requests(requests) == []
    assert len(requests) == len(sizes) <= REQUESTS, listing
    assert sum(sizes.values()) <= WEIGHT, listing


@pytest.mark.parametrize("address", ["l2/", "?q=dropout"])
def test_search_is_loaded_when_a_reader_turns_to_it(tab, counting, requests, address):
    """By a key or by an address that searches; once, and it answers at once."""
    visit(tab, f"{counting}/{address}")
    if "?" not in address:
        tab.keyboard.press("/")
        tab.keyboard.type("dropout")
    tab.locator(".md-search-result__item").first.wait_for()
    field = tab.locator("input[data-md-component=search-query]")
    assert field.input_value() == "dropout"
    assert len(search_requests(requests)) == 2


def test_styles_are_made_anew_rarely(browser, address):
    """The theme changes the whole page at its start, in vain; most of that is avoided.

    What is folded away costs nothing until it is opened. Elements are counted: a time
    would not hold. They are 4.5 times those that are seen; without the class in
    main.html, 5.8 times, and without defer-details.js, 12 times.
    """
    browser.start_tracing(categories=["devtools.timeline"])
    tab = browser.new_page()
    visit(tab, f"{address}/{CHECK_PAGES}/dropout/")
    visible, folds = tab.evaluate(ELEMENTS_JS)
    hidden = tab.locator("details [hidden]").count()
    trace = json.loads(browser.stop_tracing())
    tab.close()
    counts = [
        event["args"]["elementCount"]
        for event in trace["traceEvents"]
        if event["name"] == "UpdateLayoutTree" and "elementCount" in event["args"]
    ]
    times = sum(counts) / visible
    print(f"{visible} elements, {folds} folded: {times:.1f} times, {counts}")
    assert folds > 5 * visible
    assert hidden == 0
    assert times < 5.2
