"""After an edit, `mkdocs serve` shows what a whole build gives."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import select_one
from tests.support.network_watch import watched
from tests.support.scratch_site import build_site, write_scratch_site
from tests.support.server import find_free_port

FILES = {
    "docs/index.md": "# Home\n\nSee [Other](other.md#part) and a kernel.\n",
    "docs/other.md": """\
# Other

## Part

Formula $x^2$. It is so.[✓](check:one_is_one)

```python
--8<-- "small.py"
```

```python
--8<-- "undotted"
```
""",
    "docs/reference/glossary.md": "# Glossary\n\nKernel\n:   A matrix. Of weights.\n",
    "docs/reference/checks/index.md": "# Checks\n\n[statements of ones]\n",
    "docs/reference/checks/ones.md": "# Checks: ones\n\n[checks of ones]\n",
    "snippets/small.py": "print(1)\n",
    "snippets/undotted": "print(3)\n",
    "tests/checks/test_ones.py": "def test_one_is_one():\n"
    '    """One is one."""\n    assert 1 == 1\n',
}
PATIENCE = 120
"""Seconds that a busy machine may take to build the small site."""


@dataclass(frozen=True)
class LiveSite:
    """A site that MkDocs serves while its sources change."""

    root: Path
    address: str

    def html(self, page: str) -> str:
        """Return a page as it is served, once a build that goes on is done."""
        try:
            with urlopen(f"{self.address}/{page}", timeout=60) as answer:  # noqa: S310
                return answer.read().decode()
        except URLError:
            return ""

    def log(self) -> str:
        """Return what MkDocs has written."""
        return (self.root / "log").read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a part of a source by another."""
        file = self.root / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def wait_for(
        self, text: str, page: str | None = None, absent: bool = False
    ) -> None:
        """Wait until a page, or else the log, has a text, or has it no more."""
        end = time.monotonic() + PATIENCE
        while (text in (self.log() if page is None else self.html(page))) == absent:
            assert time.monotonic() < end, f"{page}, {text}, {self.log()}"
            time.sleep(0.05)


@pytest.fixture(scope="module")
def live(tmp_path_factory) -> Iterator[LiveSite]:
    """A small site, served."""
    root = tmp_path_factory.mktemp("live")
    write_scratch_site(root, FILES)
    host = f"127.0.0.1:{find_free_port()}"
    with (root / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", host],
            cwd=root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        site = LiveSite(root, f"http://{host}")
        site.wait_for("Home", "")
        yield site
    finally:
        server.terminate()
        server.wait()


def compare(live: LiveSite) -> None:
    """Hold each page and the search index against those of a whole build."""
    folder = live.root / "whole"
    build = build_site(live.root, folder)
    assert build.exit_code == 0, build.log
    for file in sorted(folder.rglob("index.html")):
        page = file.parent.relative_to(folder).as_posix()
        assert body_of(live.html(f"{page}/")) == body_of(file.read_text("utf-8")), page
    for file in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        name = file.relative_to(folder).as_posix()
        assert live.html(name) == file.read_text("utf-8"), name
    index = json.loads(live.html("search/search_index.json"))
    assert index == json.loads((folder / "search/search_index.json").read_text("utf-8"))
    shutil.rmtree(folder)


def body_of(html: str) -> str:
    """Return a page without what MkDocs adds while it serves."""
    body = select_one(BeautifulSoup(html, "html.parser"), "body")
    for script in body.find_all("script", string=re.compile("livereload")):
        script.decompose()
    return str(body).rstrip("</body>").rstrip()


EDITS = [
    ("docs/index.md", "See", "Look at", "", "Look at"),
    ("snippets/small.py", "print(1)", "print(2)", "other/", ">2<"),
    ("snippets/undotted", "print(3)", "print(4)", "other/", ">4<"),
    ("docs/reference/glossary.md", "A matrix.", "Numbers.", "", "Numbers."),
    ("docs/other.md", "# Other", "# Another", "", "Another"),
    (
        "docs/index.md",
        "kernel.",
        "kernel.[✓](check:one_is_one)",
        "reference/checks/ones/",
        "Home</a>, ",
    ),
    ("mkdocs.yml", "permalink: true", "permalink: §", "", "§"),
    ("docs/_theme/404.html", "no such page", "no such", "404.html", "no such<"),
]
"""A source, a part of it and its replacement; a page, and what it shows then."""


@pytest.mark.parametrize(("file", "old", "new", "path", "text"), EDITS)
def test_edit_shows_as_in_a_whole_build(live: LiveSite, file, old, new, path, text):
    """Also on the pages that another page's text, title or citation changes."""
    live.edit(file, old, new)
    live.wait_for(text, path)
    compare(live)


def test_new_page_shows_as_in_a_whole_build(live: LiveSite):
    """It appears in the navigation of the others, and goes from it again."""
    page = live.root / "docs" / "third.md"
    page.write_text("# Third\n\n[Other](other.md)\n", "utf-8")
    live.wait_for("Third", "")
    compare(live)
    page.unlink()
    live.wait_for("Third", "", absent=True)
    compare(live)


def test_only_what_changed_is_rendered(live: LiveSite):
    """Pages that an edit does not concern are taken as they were rendered before."""
    live.edit("docs/index.md", "Look at", "Read")
    live.wait_for("Read", "")
    assert "Rendered 1 of 5 pages" in live.log()


def test_error_is_shown_again_and_goes(live: LiveSite):
    """What is wrong is said in each build; the corrected page is shown."""
    live.edit("docs/index.md", "kernel", "kernel $\\wrong$")
    live.wait_for("correct this formula: $\\wrong$")
    live.edit("docs/index.md", "kernel $\\wrong$", "corrected kernel")
    live.wait_for("corrected", "")
    compare(live)


def test_warning_is_said_in_each_build(live: LiveSite):
    """A link that leads nowhere is not forgotten when another page is edited."""
    live.edit("docs/other.md", "Formula", "[Gone](gone.md) formula")
    live.wait_for("Gone", "other/")
    live.edit("docs/index.md", "corrected", "twice corrected")
    live.wait_for("twice", "")
    assert live.log().count("gone.md") == 2
    live.edit("docs/other.md", "[Gone](gone.md) formula", "Formula")
    live.wait_for("Formula", "other/")


def test_changed_program_is_named(live: LiveSite):
    """An extension that runs already is not replaced; the log says what to do.

    Figures are read again, so that the log does not name them.
    """
    program = "docs/_engine/markdown/math.py"
    live.edit("docs/_engine/figures/base.py", "the look they share", "their look")
    live.edit(program, "Render formulas", "Render all formulas")
    live.wait_for("Start `mkdocs serve` again")
    assert f"{program} changed" in live.log()
    assert "docs/_engine/figures" not in live.log()


def test_the_policy_allows_the_page_to_load_again(live: LiveSite, browser):
    """What MkDocs adds to a page that it serves runs, and asks whether it changed."""
    with watched(browser) as (context, watch):
        tab = context.new_page()
        with tab.expect_request("**/livereload/**"):
            tab.goto(live.address)
    assert watch.violations == []
