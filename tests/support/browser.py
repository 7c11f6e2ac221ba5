"""One browser for all tests of a process: Playwright runs once in each."""

import os
import time
from collections.abc import Iterator

import pytest

from docs._engine.core import browser as installed


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """A headless Chromium; without one, tests fail in CI and are skipped elsewhere."""
    if installed.browser() is None:
        if os.environ.get("CI"):
            pytest.fail(installed.BROWSER_NOT_FOUND)
        pytest.skip(installed.BROWSER_NOT_FOUND)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        yield browser
        browser.close()


def open_browser(playwright):
    """Open the browser of this machine."""
    return playwright.chromium.launch(
        executable_path=installed.browser(),
        args=[
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            # It would ask Google what the fields of a form mean.
            "--disable-features=AutofillServerCommunication",
        ],
    )


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
