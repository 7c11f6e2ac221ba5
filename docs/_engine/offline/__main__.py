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
    *("404.html", "sitemap.xml", "sitemap.xml.gz"),
    # The archive has the search index as a script.
    "search/search_index.json",
)


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
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "-d"]
        environment = {**os.environ, "OFFLINE": "true"}
        result = subprocess.run([*build, site], cwd=ROOT, env=environment)  # noqa: S603
        if result.returncode:
            sys.exit(result.returncode)
        for file in SERVER_ONLY_FILES:
            (site / file).unlink()
        pdf = site / "cheatsheet.pdf"
        print_page(site / "reference" / "cheatsheet.html", pdf)
        archive = shutil.make_archive(str(site), "zip", scratch, name)
        folder.mkdir(parents=True, exist_ok=True)
        print(shutil.move(archive, folder / f"{name}.zip"))
        print(shutil.move(pdf, folder / f"{name}-cheatsheet.pdf"))


def print_page(file: Path, pdf: Path) -> None:
    """Print a page to a PDF in A4."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser())
        tab = chromium.new_page()
        tab.goto(file.as_uri())
        tab.pdf(path=pdf, format="A4")
        chromium.close()


if __name__ == "__main__":
    main()
