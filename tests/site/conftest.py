"""One site, built once for all tests here, and a browser that opens it."""

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.frame import write_frame
from tests.site.gate import Page
from tests.site.rendered import examples_of, rendered

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCES = {
    re.sub(
        r"(^|/)index/$",
        r"\1",
        f"{path.relative_to(DOCS).with_suffix('').as_posix()}/",
    ): path
    for path in sorted([*DOCS.rglob("*.md"), *DOCS.glob("notebooks/*.py")])
    if "/_" not in path.as_posix()
}
"""The source of each page, by its address."""
PAGES = ["404.html", *SOURCES]
SCREENSHOTS = ROOT / ".cache" / "screenshots"

# Runs MkDocs as its command does, then says what the build imported.
BUILD = """
import sys
from mkdocs.__main__ import cli
try:
    cli(["build", "--strict", "--site-dir", sys.argv[1]])
finally:
    print("TensorFlow imported:", "tensorflow" in sys.modules)
"""


@dataclass(frozen=True)
class Build:
    """A finished build of a site."""

    folder: Path
    """Where its files are."""
    exit_code: int
    """Exit code of the build."""
    log: str
    """All that the build wrote."""


def build_site(root: Path, folder: Path) -> Build:
    """Build the site that has its mkdocs.yml in `root`, strictly, into `folder`."""
    result = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    return Build(folder, result.returncode, result.stdout)


def copy_frame(root: Path) -> None:
    """Copy this site's settings, theme, extensions, figures and hooks, no page."""
    write_frame(root)
    for name in "_hooks", "_extensions", "_figures", "_theme":
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name)


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


@contextmanager
def serve(folder: Path, asked: list[str] | None = None) -> Iterator[str]:
    """Serve a folder and give its address.

    Args:
        folder: What is served.
        asked: Where each path that was asked for is added, without its query.
    """

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments) -> None:
            if asked is not None and self.command == "GET":
                asked.append(self.path.partition("?")[0])

    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


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


def visit(tab, address: str) -> None:
    """Open a page, and wait until it is loaded and asks for nothing more.

    The network of a slow machine may be idle before the browser has read the page, so
    waiting for that alone is not enough.
    """
    tab.goto(address, wait_until="load", timeout=120_000)
    tab.wait_for_load_state("networkidle")


def wait_until(tab, condition: str, argument: object = None) -> None:
    """Wait until a condition holds in a page.

    Playwright's own function for this has the page evaluate a text, which the policy
    of the site's pages forbids.

    Args:
        tab: The page.
        condition: JavaScript, an expression or a function.
        argument: What the function is given.
    """
    end = time.monotonic() + 30
    while not tab.evaluate(condition, argument):
        assert time.monotonic() < end, f"{condition} did not come true"
        tab.wait_for_timeout(50)
