"""Slow tests: `@pytest.mark.slow`, run with `--slow` and left out otherwise.

The mark is for what takes long and is rarely wrong, such as samples of trainings. The
tests run every night and before a release. Examples and checks are never slow: what a
page shows and states is run each time.
"""

from typing import Any

import pytest

from docs._engine.pages.checks import CHECKS

LEFT_OUT = pytest.StashKey[int]()
"""The number of slow tests that were left out, in this process."""
NEVER_SLOW = "docs/", f"{CHECKS}/"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("general").addoption(
        "--slow", action="store_true", help="run the slow tests, too"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark."""
    config.addinivalue_line(
        "markers", "slow: takes long and rarely fails; runs only with --slow"
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Leave out the slow tests, unless they are asked for.

    Raises:
        pytest.UsageError: An example or a check is marked as slow.
    """
    slow = [item for item in items if item.get_closest_marker("slow")]
    for item in slow:
        if item.nodeid.startswith(NEVER_SLOW):
            raise pytest.UsageError(
                f"{item.nodeid}: remove the mark slow. Each run has all examples and "
                "all checks, because a release relies on its record."
            )
    if slow and not (config.option.slow or "slow" in config.option.markexpr):
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in set(slow)]
        config.stash[LEFT_OUT] = len(slow)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the process that reports know how many tests a worker left out."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["slow"] = config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over the number from a worker: each collects all tests."""
    count = getattr(node, "workeroutput", {}).get("slow", 0)
    node.config.stash[LEFT_OUT] = count


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name what was left out, and the command that runs it."""
    if count := config.stash.get(LEFT_OUT, 0):
        tests = "1 slow test was" if count == 1 else f"{count} slow tests were"
        terminalreporter.write_line(
            f"{tests} left out. To run everything: uv run pytest --slow"
        )
