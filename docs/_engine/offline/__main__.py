"""Make an archive of the guide that opens from a disk, and a PDF of the cheat sheet.

Both are named after the installed Keras, which has run the examples.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from docs._engine.core.browser import MISSING, browser
from docs._engine.core.paths import ROOT

FOR_A_SERVER = "404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"
"""What a server answers with, or what is in the archive in another form, too."""


def main() -> None:
    """Write both files, or none."""
    parser = argparse.ArgumentParser(
        "python -m docs._engine.offline", description=__doc__
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "dist", help="default: dist"
    )
    folder = parser.parse_args().folder
    if browser() is None:
        sys.exit(f"{MISSING}. It makes the PDF.")
    name = f"regularization-in-keras-{'.'.join(version('keras').split('.')[:2])}"
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
    """Build the guide for a disk; end with MkDocs' exit code if that fails."""
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d", site],
        cwd=ROOT,
        env={**os.environ, "OFFLINE": "true"},
    )
    if result.returncode:
        sys.exit(result.returncode)
    for name in FOR_A_SERVER:
        (site / name).unlink()


def print_page(file: Path) -> bytes:
    """Return a page as a PDF in A4."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser())
        tab = running.new_page()
        tab.goto(file.as_uri())
        pdf = tab.pdf(format="A4")
        running.close()
    return pdf


if __name__ == "__main__":
    main()
