"""Scratch site: this site's settings without its pages, and a build of any site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from docs._engine.core.paths import CACHE, ROOT
from tests.support.html import parse_html

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

    def page(self, address: str = "") -> BeautifulSoup:
        """Return the parsed HTML of a page: copy what you change."""
        return parse_html((self.folder / address / "index.html").read_text("utf-8"))


def write_settings(root: Path) -> None:
    """Write mkdocs.yml without its navigation, and the folders it needs, empty."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    start, end = text.index("nav:"), text.index("theme:")
    (root / "mkdocs.yml").write_text(text[:start] + text[end:], "utf-8")
    (root / "docs" / "notebooks").mkdir(parents=True)
    (root / "snippets").mkdir()


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Write texts to files, by their path relative to the root."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def write_scratch_site(root: Path, files: Mapping[str, str] | None = None) -> None:
    """Write this site's settings, theme and engine, and the given files only.

    What Python and Jinja have compiled of them comes along, and so does the library for
    figures: they are most of the time that a small build takes.
    """
    write_settings(root)
    for name in "_engine", "_theme":
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name)
    for file in [*CACHE.glob("templates-*/*"), *CACHE.glob("site/vega-*")]:
        # A build that goes on meanwhile replaces some.
        with suppress(FileNotFoundError):
            target = root / file.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, target)
    write_files(root, files or {})


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


def build_scratch_site(root: Path, files: Mapping[str, str]) -> Build:
    """Write a scratch site of these files, and build it without an error."""
    write_scratch_site(root, files)
    build = build_site(root, root / "site")
    assert build.exit_code == 0, build.log
    return build
