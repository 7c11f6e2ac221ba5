"""What all tests share: pytest-playwright opens the browser of this machine.

It has the fixtures `browser`, `new_context`, `context` and `page`, takes screenshots of
failures, and records a trace with `--tracing retain-on-failure`.
"""

import os
from pathlib import Path

import pytest

from docs._engine.core import browser as installed


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Start the browser of this machine.

    Without one, tests fail in CI and are skipped elsewhere.

    Raises:
        pytest.fail.Exception: There is no browser, and CI is set.
        pytest.skip.Exception: There is no browser.
    """
    if installed.browser() is None:
        if os.environ.get("CI"):
            pytest.fail(installed.BROWSER_NOT_FOUND)
        pytest.skip(installed.BROWSER_NOT_FOUND)
    return {
        **browser_type_launch_args,
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


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """Say where the screenshots of failures are."""
    folder = Path(config.option.output)
    if folder.is_dir() and any(folder.iterdir()):
        terminalreporter.write_line(f"Screenshots of failures: {config.option.output}")
