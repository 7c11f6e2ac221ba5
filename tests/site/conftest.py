"""The built site, parsed and served."""

import fcntl
import os
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.paths import DOCS, ROOT, find_pages
from tests.site.code_block_oracle import Page
from tests.site.page_pairs import examples_of, pair_pages
from tests.support.html import parse_html
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


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Build:
    """The built site, built once in a test run, by the first worker to need it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # The folder of a worker is in that of the run.
    log = base / "site.log"
    with (base / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            build = build_site(ROOT, base / "site")
            assert build.exit_code == 0, build.log
            log.write_text(build.log, "utf-8")
    return Build(base / "site", 0, log.read_text("utf-8"))


@pytest.fixture(scope="session")
def pages(site: Build) -> dict[str, BeautifulSoup]:
    """The parsed HTML of each page, by its address relative to the root.

    What only leads from an old address to a new one is no page.
    """
    pages = {
        str(file.parent.relative_to(site.folder)): parse_html(file.read_text("utf-8"))
        for file in sorted(site.folder.rglob("index.html"))
    }
    return {address: soup for address, soup in pages.items() if soup.article}


@pytest.fixture(scope="session")
def page_pairs(site: Build, request) -> list[Page]:
    """Each page's HTML, and what this test run had of it."""
    return pair_pages(site.folder, ROOT, examples_of(request.session, ROOT))


@pytest.fixture(scope="session")
def address(site: Build) -> Iterator[str]:
    """Address at which the built site is served."""
    with serve(site.folder) as address:
        yield address
