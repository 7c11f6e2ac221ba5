"""Parsed HTML, shared by all tests of a process."""

import gc
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup


@lru_cache(maxsize=400)
def parse_html(text: str) -> BeautifulSoup:
    """Return the parsed HTML of a text: copy what you change.

    The garbage collector waits meanwhile. It would look through all elements of all
    pages again and again, which takes as long as parsing them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        return BeautifulSoup(text, "html.parser")
    finally:
        if enabled:
            gc.enable()


def parse_pages(folder: Path) -> dict[Path, BeautifulSoup]:
    """Return the parsed HTML of each page under a folder, by its file."""
    pages = {
        file: parse_html(file.read_text("utf-8"))
        for file in sorted(folder.rglob("*.html"))
    }
    gc.freeze()  # They stay to the end of the run.
    return pages
