"""The browser that is installed."""

import shutil

BROWSERS = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]
BROWSER_NOT_FOUND = f"no browser found: install one of {', '.join(BROWSERS)}"


def browser() -> str | None:
    """Return the path of the installed browser, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)
