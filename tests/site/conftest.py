"""One site, built once for all tests here, and a browser that opens it."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.paths import CACHE, DOCS, ROOT, find_pages
from tests.site.code_block_oracle import Page
from tests.site.page_pairs import examples_of, rendered
from tests.support.scratch_site import Build, build_site
from tests.support.server import serve

SOURCES = {
    re.sub(
        r"(^|/)index/$",
        r"\1",
        f"{path.relative_to(DOCS).with_suffix('').as_posix()}/",
    ): path
    for path in sorted([*find_pages(), *DOCS.glob("notebooks/*.py")])
}
"""The source of each page, by its address."""
PAGES = ["404.html", *SOURCES]
SCREENSHOTS = CACHE / "screenshots"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Build:
    """The built site."""
    build = build_site(ROOT, tmp_path_factory.mktemp("site"))
    assert build.exit_code == 0, build.log
    return build


@pytest.fixture(scope="session")
def pages(site: Build) -> dict[str, BeautifulSoup]:
    """The parsed HTML of each page, by its address relative to the root.

    What only leads from an old address to a new one is no page.
    """
    found = {
        str(file.parent.relative_to(site.folder)): BeautifulSoup(
            file.read_text("utf-8"), "html.parser"
        )
        for file in sorted(site.folder.rglob("index.html"))
    }
    return {address: soup for address, soup in found.items() if soup.article}


@pytest.fixture(scope="session")
def compared(site: Build, request) -> list[Page]:
    """Each page's HTML, and what this test run had of it."""
    return rendered(site.folder, ROOT, examples_of(request.session, ROOT))


@pytest.fixture(scope="session")
def address(site: Build) -> Iterator[str]:
    """Address at which the built site is served."""
    with serve(site.folder) as address:
        yield address


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """Save what the open tabs show when a test fails, and say where."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.when == "call" and report.failed and browser:
        saved = []
        name = re.sub(r"[^\w.-]+", "-", f"{item.path.stem}-{item.name}").strip("-")
        for context in browser.contexts:
            for tab in context.pages:
                saved.append(SCREENSHOTS / f"{name}-{len(saved)}.png")
                tab.screenshot(path=saved[-1])
        report.sections.append(("screenshots", "\n".join(map(str, saved))))
    return report
