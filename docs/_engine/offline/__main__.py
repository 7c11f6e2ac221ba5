"""Build the offline copy: a ZIP archive that opens from a disk, and a PDF.

The PDF is the cheat sheet in A4. Both are named after the installed Keras.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from docs._engine.core.browser import BROWSER_NOT_FOUND, browser
from docs._engine.core.keras import minor_version
from docs._engine.core.paths import ROOT

SERVER_ONLY_FILES = (
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search/search_index.json",
)
"""Files that only a server needs; the archive has the search index as a script."""


def main() -> None:
    """Run the command: write both files, or none."""
    parser = argparse.ArgumentParser(
        "python -m docs._engine.offline", description=__doc__
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "dist", help="default: dist"
    )
    folder = parser.parse_args().folder
    if browser() is None:
        sys.exit(f"{BROWSER_NOT_FOUND}. It makes the PDF.")
    name = f"regularization-in-keras-{minor_version()}"
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(scratch, name)
        build(site)
        pdf = print_page(site / "reference" / "cheatsheet.html")
        (site / "cheatsheet.pdf").write_bytes(pdf)
        archive = shutil.make_archive(str(site), "zip", scratch, name)
        folder.mkdir(parents=True, exist_ok=True)
        for file, target in (
            (archive, f"{name}.zip"),
            (site / "cheatsheet.pdf", f"{name}-cheatsheet.pdf"),
        ):
            print(shutil.move(file, folder / target))


def build(site: Path) -> None:
    """Build the site for a disk.

    Raises:
        SystemExit: The build failed; the exit code is that of MkDocs.
    """
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", site],
        cwd=ROOT,
        env={**os.environ, "OFFLINE": "true"},
    )
    if result.returncode:
        sys.exit(result.returncode)
    for name in SERVER_ONLY_FILES:
        (site / name).unlink()


def print_page(file: Path) -> bytes:
    """Return a page as a PDF in A4."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser())
        tab = chromium.new_page()
        tab.goto(file.as_uri())
        pdf = tab.pdf(format="A4")
        chromium.close()
    return pdf


if __name__ == "__main__":
    main()
