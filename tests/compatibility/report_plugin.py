"""Pytest plugin that reports every result: `-p tests.compatibility.report_plugin`.

`--compat-report FILE` writes a small JSON file, which the compatibility page shows:

    {"keras": "3.14.1", "backend": "tensorflow", "packages": {"tensorflow": "2.21.0"},
     "python": "3.11.7", "date": "2026-11-23", "commit": "8a5c…", "seconds": 312,
     "results": {"docs/l1/index.md": {"passed": ["3f9a…"],
                                      "expected failure": ["07bc…"],
                                      "failed": {"c01d…": "ValueError: …"}}}}

Each example and check is recorded by the digest of its text, so that a result never
counts for one that was changed since.
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

from docs._engine.core.files import write_atomically
from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_backend, keras_version
from docs._engine.pages.collection import collect_items, example_digest, text_digest
from tests.runner.plugin import OTHER_NUMBERS, ExampleItem

PACKAGES = "tensorflow", "jax", "torch", "numpy", "scikit-learn"
STATES = "passed", "other numbers", "expected failure", "failed"
"""From the best to the worst."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("general")
    group.addoption(
        "--compat-report",
        type=Path,
        help="write the result of each example and check to this file",
    )
    group.addoption(
        "--reuse-report",
        action="store_true",
        help="run only what this file has no result for, in the same environment",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the report in the process that receives all results."""
    if config.option.compat_report and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Report(config), "compat-report")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Add the digest of each test to its report; deselect what has a result."""
    previous = passed_before(previous_report(config))
    selected: list[pytest.Item] = []
    deselected: list[pytest.Item] = []
    for item in items:
        if isinstance(item, ExampleItem):
            digest = example_digest(item.obj)
        else:
            assert isinstance(item, pytest.Function)
            digest = text_digest(inspect.getsource(item.function))
        item.user_properties.append(("digest", digest))
        file = item.nodeid.partition("::")[0]
        (deselected if (file, digest) in previous else selected).append(item)
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        items[:] = selected


def environment() -> dict[str, Any]:
    """Return the versions that a result depends on, and the back end."""
    installed = {each.name: each.version for each in distributions()}
    return {
        "keras": keras_version(),
        "backend": keras_backend(),
        "packages": {name: installed[name] for name in PACKAGES if name in installed},
        "python": platform.python_version(),
    }


def previous_report(config: pytest.Config) -> dict[str, Any]:
    """Return the report of this environment, if it is reused, or an empty one."""
    file = config.option.compat_report
    if file and config.option.reuse_report and file.is_file():
        report = json.loads(file.read_text("utf-8"))
        if environment().items() <= report.items():
            return report
    return {}


def passed_before(report: dict[str, Any]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the outcomes of a report that are no failures, by file and digest."""
    return {
        (file, digest): (state, "")
        for file, states in report.get("results", {}).items()
        for state, digests in states.items()
        if state != "failed"
        for digest in digests
    }


class Report:
    """The report of one environment."""

    def __init__(self, config: pytest.Config):
        previous = previous_report(config)
        self.file, self.root = config.option.compat_report, config.rootpath
        self.reuse = config.option.reuse_report
        self.start = time.monotonic() - previous.get("seconds", 0)
        self.date = previous.get("date", date.today().isoformat())
        # A state, and the reason of a failure, by file and digest.
        self.outcomes = passed_before(previous)
        self.collection_errors: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a page that cannot be read: its examples would be missing."""
        if report.failed:
            self.collection_errors.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record an outcome; a failure during set-up or tear-down counts as well."""
        if report.when != "call" and not report.failed:
            return
        properties = {name: str(value) for name, value in report.user_properties}
        state = "passed" if report.passed else "failed"
        if hasattr(report, "wasxfail"):
            # An unexpected pass is a failure.
            state = "expected failure" if report.skipped else "failed"
        elif report.skipped:
            return
        elif report.passed and OTHER_NUMBERS in properties:
            state = "other numbers"
        key = report.nodeid.partition("::")[0], properties["digest"]
        outcome = state, one_line(report) if state == "failed" else ""
        # The worst outcome of a check with several parameters counts.
        self.outcomes[key] = max(
            self.outcomes.get(key, outcome),
            outcome,
            key=lambda each: STATES.index(each[0]),
        )

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the report, but not after an interrupt or with unreadable pages."""
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.outcomes:
            # The report has a result for everything already.
            exitstatus = session.exitstatus = pytest.ExitCode.OK
        if exitstatus not in (0, 1) or self.collection_errors:
            return
        if self.reuse:
            current = {(item.file, item.digest) for item in collect_items()}
            for key in self.outcomes.keys() - current:
                del self.outcomes[key]
        report = {
            **environment(),
            "date": self.date,
            "commit": git_or_none(self.root, "rev-parse", "HEAD"),
            "seconds": round(time.monotonic() - self.start),
            "results": self.group_by_state(),
        }
        write_atomically(self.file, json.dumps(report, indent=1) + "\n")

    def group_by_state(self) -> dict[str, dict[str, Any]]:
        """Return the digests of each file by state; for failures, with the reasons."""
        results: dict[str, dict[str, Any]] = {}
        order = sorted(
            (file, STATES.index(state), digest, reason)
            for (file, digest), (state, reason) in self.outcomes.items()
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
