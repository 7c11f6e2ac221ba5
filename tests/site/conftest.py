"""The built site, parsed and served."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.paths import DOCS, ROOT, find_pages
from tests.site.code_block_oracle import Page
from tests.site.page_pairs import examples_of, pair_pages
from tests.support.html import parse_pages
from tests.support.scratch_site import Build, build_site
from tests.support.server import serve
from tests.support.shared import shared_folder

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
    """The built site, built once in a test run."""

    def fill(folder: Path) -> None:
        build = build_site(ROOT, folder / "site")
        assert build.exit_code == 0, build.log
        (folder / "log").write_text(build.log, "utf-8")

    folder = shared_folder(tmp_path_factory, "built", fill)
    return Build(folder / "site", 0, (folder / "log").read_text("utf-8"))


@pytest.fixture(scope="session")
def pages(site: Build) -> dict[str, BeautifulSoup]:
    """The parsed HTML of each page, by its address relative to the root.

    What only leads from an old address to a new one is no page.
    """
    return {
        str(file.parent.relative_to(site.folder)): soup
        for file, soup in parse_pages(site.folder).items()
        if file.name == "index.html" and soup.article
    }


@pytest.fixture(scope="session")
def page_pairs(site: Build, request) -> list[Page]:
    """Each page's HTML, and what this test run had of it."""
    return pair_pages(site.folder, ROOT, examples_of(request.session, ROOT))


@pytest.fixture(scope="session")
def address(site: Build) -> Iterator[str]:
    """Address at which the built site is served."""
    with serve(site.folder) as address:
        yield address
