"""The installed browser, and how tests open pages in it.

pytest-playwright has the fixtures `browser`, `new_context`, `context` and `page`, takes
screenshots of failures, and records a trace with `--tracing retain-on-failure`.
"""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from docs._engine.core import browser as installed

TABS = 6
"""Pages that are opened side by side: most of a page's time is waiting."""


def launch_options() -> dict[str, Any]:
    """Return how to start the browser of this machine."""
    return {
        "executable_path": installed.browser(),
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            # It would ask Google what the fields of a form mean.
            "--disable-features=AutofillServerCommunication",
        ],
    }


def open_browser(playwright: Playwright) -> Browser:
    """Open the browser of this machine."""
    return playwright.chromium.launch(**launch_options())


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
    addresses = list(addresses)
    tabs = [context.new_page() for _ in addresses[:TABS]]
    for start in range(0, len(addresses), TABS):
        group = list(zip(addresses[start : start + TABS], tabs, strict=False))
        for address, tab in group:
            tab.goto(address, wait_until="commit", timeout=120_000)
        for address, tab in group:
            tab.wait_for_load_state("load", timeout=120_000)
            tab.wait_for_load_state("networkidle")
            yield address, tab
    for tab in tabs:
        tab.close()


def wait_until(tab: Page, condition: str, argument: object = None) -> None:
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
        tab.wait_for_timeout(20)
