"""One browser for all tests of a process: Playwright runs once in each."""

import os
from collections.abc import Iterator

import pytest

from docs._offline import browser as installed


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """A headless Chromium; without one, tests fail in CI and are skipped elsewhere."""
    if installed.browser() is None:
        if os.environ.get("CI"):
            pytest.fail(installed.MISSING)
        pytest.skip(installed.MISSING)
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
