"""The offline copy opens from a disk: its search and figures need no network."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from docs._engine.core.keras import minor_version
from docs._engine.core.links import BuiltSite
from docs._engine.core.paths import ROOT
from tests.support.browser import visit, wait_until
from tests.support.network_watch import Watch, watched

NAME = f"regularization-in-keras-{minor_version()}"


def build_archive(folder: Path, **environment: str) -> subprocess.CompletedProcess:
    """Run the command that builds the archive."""
    return subprocess.run(
        [sys.executable, "-m", "docs._engine.offline", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.fixture(scope="module")
def folder(browser, tmp_path_factory) -> Path:
    """A folder with both files, and with the archive unpacked."""
    folder = tmp_path_factory.mktemp("offline")
    result = build_archive(folder)
    assert result.returncode == 0, result.stderr
    with zipfile.ZipFile(folder / f"{NAME}.zip") as archive:
        archive.extractall(folder)
    return folder


def test_archive_links_resolve(folder: Path):
    """Every link leads to a file, never to a folder, which a disk would list."""
    site = BuiltSite(folder / NAME)
    assert site.find_problems() == []
    assert "404.html" not in site.files
    for file, links in site.links.items():
        for link in links:
            target = site.target(file, link.address)
            assert target is None or target in site.files, (file, link)


def test_archive_opens_from_a_disk(folder: Path, browser):
    """Search, a figure, the copy button and tabs work; nothing is missing, refused."""
    root = (folder / NAME).as_uri()
    permissions = ["clipboard-read", "clipboard-write"]
    with watched(browser, permissions=permissions) as (context, watch):
        tab = context.new_page()
        for page in "index", "notebooks/compare", "dropout/seeds", "l2/index":
            visit(tab, f"{root}/{page}.html")
        errors = "[...document.fonts].filter(({status}) => status == 'error').length"
        assert tab.evaluate("document.fonts.ready.then(fonts => fonts.size)") > 0
        assert tab.evaluate(errors) == 0
        assert tab.evaluate("getComputedStyle(document.body).margin") == "0px"
        figure = tab.locator("figure[data-figure]").first
        figure.locator(".controls input, .controls select").first.focus()
        tab.keyboard.press("ArrowLeft")
        figure.locator("[data-drawn]").wait_for()
        block = tab.locator(".language-python.highlight", has_text="load_digits").first
        block.hover()
        block.locator("button").first.click()
        wait_until(tab, "navigator.clipboard.readText().then(text => text !== '')")
        source = (ROOT / "snippets" / "classic" / "comparison.py").read_text("utf-8")
        text = tab.evaluate("navigator.clipboard.readText()")
        assert text.rstrip("\n") == source.rstrip("\n")
        tab.locator(".tabbed-labels label").last.click()
        tab.keyboard.press("/")
        tab.keyboard.type("lasso")
        result = ".md-search-result__item a[href*='selection.html?h=lasso']"
        tab.locator(result).first.click()
        tab.wait_for_url("**/l1/selection.html?h=lasso*")
        tab.locator("article mark").first.wait_for()
    assert watch == Watch()


def test_cheat_sheet_is_one_page_of_paper(folder: Path):
    """It is in the archive and beside it, as one page in A4."""
    pdf = (folder / f"{NAME}-cheatsheet.pdf").read_bytes()
    assert len(re.findall(rb"/Type */Page\b", pdf)) == 1
    (box,) = re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
    assert [round(float(side) / 72 * 25.4) for side in box.split()] == [0, 0, 210, 297]
    assert (folder / NAME / "cheatsheet.pdf").read_bytes() == pdf


def test_without_a_browser_nothing_is_made(tmp_path: Path):
    """The message says what to install."""
    result = build_archive(tmp_path / "dist", PATH="")
    assert result.returncode == 1
    assert "no browser found: install one of chromium" in result.stderr
    assert not (tmp_path / "dist").exists()
