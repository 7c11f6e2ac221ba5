"""Parsed HTML, shared by all tests of a process."""

import gc
from functools import lru_cache

from bs4 import BeautifulSoup


@lru_cache(maxsize=400)
def parse_html(text: str) -> BeautifulSoup:
    """Return the parsed HTML of a text: copy what you change.

    It stays to the end of the run, so the garbage collector need not look at it. If it
    did, again and again, that would take as long as parsing.
    """
    soup = BeautifulSoup(text, "html.parser")
    gc.freeze()
    return soup
