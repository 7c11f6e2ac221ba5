"""What people link to stays: pages and anchors, though titles and files change."""

from pathlib import Path

import pytest

from docs._engine.core.links import BuiltSite
from tests.site.addresses import (
    broken_addresses,
    linkable_addresses,
    published_addresses,
)
from tests.support.browser import open_page
from tests.support.scratch_site import Build, build_site, write_scratch_site
from tests.support.server import serve


def test_published_addresses_lead_somewhere(site: Build):
    """A link that worked once works: an edited heading keeps its anchor."""
    assert broken_addresses(published_addresses(), site.folder) == []


def test_every_address_is_published(site: Build):
    """What readers can link to from now on is in the list."""
    new = set(linkable_addresses(site.folder)) - set(published_addresses())
    assert not new, (
        f"run python -m tests.site.addresses, and commit what it adds: {sorted(new)}"
    )


PAGES = {
    "docs/index.md": "# Home\n\n## A new title { #own }\n\n## Part\n\n"
    '<span id="absorbed"></span>\n\n[x](#absorbed) [y](new/place.md#here)\n',
    "docs/new/place.md": "# New place\n\n## Here\n",
}
REDIRECTS = {"old/page.md": "new/place.md", "gone.md": "index.md#part"}


def write(root: Path, redirects: dict[str, str]) -> Path:
    """Write a site of these pages, some of which have moved."""
    write_scratch_site(root, PAGES)
    settings = root / "mkdocs.yml"
    lines = "".join(f"\n        {old}: {new}" for old, new in redirects.items())
    text = settings.read_text("utf-8")
    assert "redirect_maps: {}" in text
    text = text.replace("redirect_maps: {}", f"redirect_maps:{lines}", 1)
    settings.write_text(text, "utf-8")
    return root


@pytest.fixture(scope="module")
def scratch(tmp_path_factory) -> Build:
    """A site of which pages have moved."""
    root = write(tmp_path_factory.mktemp("scratch"), REDIRECTS)
    build = build_site(root, root / "site")
    assert build.exit_code == 0, build.log
    return build


def test_own_and_moved_addresses_lead_somewhere(scratch: Build):
    """An id written by hand, an empty element, and redirects count."""
    addresses = ["/", "/#own", "/#absorbed", "/old/page/", "/old/page/#here", "/gone/"]
    assert broken_addresses(addresses, scratch.folder) == []
    assert BuiltSite(scratch.folder).find_problems() == []
    sitemap = (scratch.folder / "sitemap.xml").read_text("utf-8")
    assert "gone" not in sitemap
    assert "/gone/" not in linkable_addresses(scratch.folder)


def test_gone_addresses_are_named(scratch: Build):
    """Page and anchor, and what to do."""
    page, anchor, redirect = broken_addresses(
        ["/lost/", "/#a-new-title", "/old/page/#there"], scratch.folder
    )
    assert page.startswith("/lost/: no page has this address anymore. Add to redir")
    assert page.endswith("mkdocs.yml: lost.md, and the file that replaces it.")
    assert anchor.startswith("/#a-new-title: no heading of / has")
    assert "Write { #a-new-title } after the heading" in anchor
    assert redirect.startswith("/old/page/#there: no heading of /new/place/ has")


def test_redirect_keeps_what_was_asked(scratch: Build, page):
    """Query and anchor go along; without an anchor, the redirect's own is taken."""
    with serve(scratch.folder) as address:
        for old, new in {
            "old/page/": "new/place/",
            "old/page/#here": "new/place/#here",
            "gone/": "#part",
        }.items():
            open_page(page, f"{address}/{old}")
            page.wait_for_url(f"{address}/{new}")


@pytest.mark.parametrize(
    ("redirect", "message"),
    [
        ({"a.md": "no.md"}, "Redirect target 'no.md' does not exist!"),
        ({"index.md": "new/place.md"}, "redirect_maps: index.md is a page: remove it"),
    ],
)
def test_wrong_redirect_stops_the_build(tmp_path: Path, redirect: dict, message: str):
    """It leads to no page, or begins at one; the log says which."""
    build = build_site(write(tmp_path, redirect), tmp_path / "site")
    assert build.exit_code != 0
    assert message in build.log
