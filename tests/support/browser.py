"""How tests open pages in a browser, which pytest-playwright gives them."""

import time
from collections.abc import Iterable, Iterator
from itertools import islice

from playwright.sync_api import BrowserContext, Page

TABS = 6
"""Pages that are opened side by side: most of a page's time is waiting."""


def open_page(tab: Page, address: str) -> None:
    """Open a page, and wait until its scripts have run and its fonts are there."""
    tab.goto(address, wait_until="load", timeout=120_000)
    tab.evaluate("document.fonts.ready.then(() => true)")


def visit(tab: Page, address: str) -> None:
    """Open a page, and wait until it is loaded and asks for nothing more.

    The network of a slow machine may be idle before the browser has read the page, so
    waiting for that alone is not enough.
    """
    tab.goto(address, wait_until="load", timeout=120_000)
    tab.wait_for_load_state("networkidle")


def open_side_by_side(
    context: BrowserContext, addresses: Iterable[str]
) -> Iterator[tuple[str, Page]]:
    """Yield each address with a tab in which it is loaded and asks for nothing more.

    While a test looks at one page, the next ones load.
    """
    tabs = [context.new_page() for _ in range(TABS)]
    remaining = iter(addresses)
    while group := [*zip(islice(remaining, TABS), tabs, strict=False)]:
        for address, tab in group:
            tab.goto(address, wait_until="commit", timeout=120_000)
        for address, tab in group:
            tab.wait_for_load_state("load", timeout=120_000)
            tab.wait_for_load_state("networkidle")
            yield address, tab


def wait_until(tab: Page, condition: str, argument: object = None) -> None:
    """Wait until JavaScript, an expression or a function of the argument, is true.

    Playwright's own function for this has the page evaluate a text, which the policy
    of the site's pages forbids.
    """
    end = time.monotonic() + 30
    while not tab.evaluate(condition, argument):
        assert time.monotonic() < end, f"{condition} did not come true"
        tab.wait_for_timeout(20)
