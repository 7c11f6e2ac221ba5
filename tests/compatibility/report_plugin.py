"""Pytest plugin that reports every result: `-p tests.compatibility.report_plugin`.

`--compat-report FILE` writes a small JSON file, which the compatibility page shows:

    {"keras": "3.14.1", "backend": "tensorflow", "packages": {"tensorflow": "2.21.0"},
     "python": "3.11.7", "date": "2026-11-23", "commit": "8a5c…", "seconds": 312,
     "results": {"docs/l1/index.md": {"passed": ["3f9a…"],
                                      "expected failure": ["07bc…"],
                                      "failed": {"c01d…": "ValueError: …"}}}}

Each example and check is recorded by the digest of its text, so that a result never
counts for one that was changed since. With `--only-new`, what the report has a result
for is not run again, and stays in it.
"""

import inspect
import json
import platform
import re
import time
from datetime import date
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_backend, keras_version
from docs._engine.core.paths import write_atomically
from docs._engine.pages.collection import example_digest, text_digest
from tests.runner.plugin import OTHER_NUMBERS, ExampleItem

PACKAGES = "tensorflow", "jax", "torch", "numpy", "scikit-learn"
STATES = "passed", "other numbers", "expected failure", "failed"
"""From the best to the worst."""
CATEGORIES = {
    "passed": "passed",
    "xfailed": "expected failure",
    "xpassed": "failed",
    "failed": "failed",
    "error": "failed",
}
"""The state that each category of pytest counts as; the others do not count."""
START = time.monotonic()

Outcomes = dict[tuple[str, str], tuple[int, str]]
"""The place in `STATES`, and the reason of a failure, by file and digest."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("general").addoption(
        "--compat-report",
        type=Path,
        help="write the result of each example and check to this file",
    )
    parser.getgroup("general").addoption(
        "--only-new",
        action="store_true",
        help="run what this file has no result for, and what failed, and add to it",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse an option that says too little.

    Raises:
        pytest.UsageError: There is no report to compare with, or it is damaged.
    """
    if not config.option.only_new:
        return
    if not config.option.compat_report:
        raise pytest.UsageError("--only-new: name the report, --compat-report FILE.")
    try:
        load_results(config)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        file = config.option.compat_report
        message = f"{file} is not a report ({error}). Run without --only-new."
        raise pytest.UsageError(message) from None


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add the digest of each test to its report, and leave out what has a result."""
    earlier, _ = load_results(config)
    new: list[pytest.Item] = []
    old: list[pytest.Item] = []
    for item in items:
        if isinstance(item, ExampleItem):
            digest = example_digest(item.obj)
        else:
            assert isinstance(item, pytest.Function)
            digest = text_digest(inspect.getsource(item.function))
        item.user_properties.append(("digest", digest))
        file = item.nodeid.partition("::")[0]
        (old if (file, digest) in earlier else new).append(item)
    if old:
        items[:] = new
        config.hook.pytest_deselected(items=old)


def load_results(config: pytest.Config) -> tuple[Outcomes, int]:
    """Return what passed with these packages, and its seconds; nothing without option.

    Results of programs that no page shows any more stay until everything runs again.
    """
    file = config.option.compat_report
    if not config.option.only_new or not file or not file.exists():
        return {}, 0
    report = json.loads(file.read_text("utf-8"))
    if any(report.get(name) != value for name, value in environment().items()):
        return {}, 0
    outcomes = {
        (page, digest): (STATES.index(state), "")
        for page, states in report["results"].items()
        for state, digests in states.items()
        if state != "failed"
        for digest in digests
    }
    return outcomes, report["seconds"]


def environment() -> dict[str, Any]:
    """Return what a result depends on: Keras, its back end, packages and Python."""
    installed = {each.name: each.version for each in distributions()}
    return {
        "keras": keras_version(),
        "backend": keras_backend(),
        "packages": {name: installed[name] for name in PACKAGES if name in installed},
        "python": platform.python_version(),
    }


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write the report, but not after an interrupt or with unreadable pages."""
    config = session.config
    file, is_worker = config.option.compat_report, hasattr(config, "workerinput")
    if not file or is_worker or exitstatus not in (0, 1):
        return
    outcomes, seconds = load_results(config)
    terminal: Any = config.pluginmanager.get_plugin("terminalreporter")
    for category, usual_state in CATEGORIES.items():
        for test in terminal.stats.get(category, []):
            if isinstance(test, pytest.CollectReport):
                return  # A page cannot be read: its examples would be missing.
            properties, state = dict(test.user_properties), usual_state
            if category == "passed" and OTHER_NUMBERS in properties:
                state = "other numbers"
            key = test.nodeid.partition("::")[0], properties["digest"]
            outcome = STATES.index(state), one_line(test) if state == "failed" else ""
            # The worst outcome of a check with several parameters counts.
            outcomes[key] = max(outcomes.get(key, outcome), outcome)
    report = {
        **environment(),
        "date": date.today().isoformat(),
        "commit": git_or_none(config.rootpath, "rev-parse", "HEAD"),
        "seconds": seconds + round(time.monotonic() - START),
        "results": group_by_state(outcomes),
    }
    write_atomically(file, json.dumps(report, indent=1) + "\n")


def group_by_state(outcomes: Outcomes) -> dict[str, dict[str, Any]]:
    """Return the digests of each file by state; for failures, with the reasons."""
    results: dict[str, dict[str, Any]] = {}
    order = sorted(
        (file, place, digest, reason)
        for (file, digest), (place, reason) in outcomes.items()
    )
    for file, place, digest, reason in order:
        state, states = STATES[place], results.setdefault(file, {})
        if state == "failed":
            states.setdefault(state, {})[digest] = reason
        else:
            states.setdefault(state, []).append(digest)
    return results


def one_line(report: pytest.TestReport) -> str:
    """Return the reason of a failure in one line, without paths of this machine."""
    # pytest-xdist begins with the name of the worker.
    text = re.sub(r"^\[gw\d+\].*\n+", "", report.longreprtext.strip())
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash:
        line = crash.message.splitlines()[0]
    else:
        first, _, rest = text.partition("\n")
        # An example's message begins with page:line.
        line = first.partition(": ")[2] or first
        if "not what it prints" in line:
            changed = re.search(r"^\+(?!\+\+ )(.*)", rest, re.MULTILINE)
            line = f"prints {changed[1]}" if changed else line
    return line[:160]
