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
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_backend, keras_version
from docs._engine.core.paths import write_atomically
from docs._engine.pages.collection import collect_items, example_digest, text_digest
from tests.runner.plugin import OTHER_NUMBERS, ExampleItem

PACKAGES = "tensorflow", "jax", "torch", "numpy", "scikit-learn"
STATES = "passed", "other numbers", "expected failure", "failed"
"""From the best to the worst."""

Outcome = tuple[str, str]
"""A state, and the reason of a failure."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.getgroup("general").addoption(
        "--compat-report",
        type=Path,
        help="write the result of each example and check to this file",
    )
    parser.getgroup("general").addoption(
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
    previous = {
        (file, digest)
        for file, outcomes in previous_results(config).items()
        for digest in outcomes
    }
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
    packages = {}
    for name in PACKAGES:
        try:
            packages[name] = version(name)
        except PackageNotFoundError:
            continue
    return {
        "keras": keras_version(),
        "backend": keras_backend(),
        "packages": packages,
        "python": platform.python_version(),
    }


def previous_results(config: pytest.Config) -> dict[str, dict[str, Outcome]]:
    """Return the results that the report has for this environment, without failures.

    Returns:
        For each file, the outcomes by digest. It is empty without `--reuse-report`, or
        if there is no report.
    """
    file = config.option.compat_report
    if not (file and config.option.reuse_report and file.is_file()):
        return {}
    before = json.loads(file.read_text("utf-8"))
    here = environment()
    if {name: before.get(name) for name in here} != here:
        return {}
    return {
        file_name: {
            digest: (state, "")
            for state, digests in states.items()
            if state != "failed"
            for digest in digests
        }
        for file_name, states in before["results"].items()
    }


class Report:
    """The report of one environment."""

    def __init__(self, config: pytest.Config):
        self.file, self.root = config.option.compat_report, config.rootpath
        self.reuse = config.option.reuse_report
        self.start = time.monotonic()
        self.results = previous_results(config)
        self.first_date = date.today().isoformat()
        if self.results:
            before = json.loads(self.file.read_text("utf-8"))
            self.first_date = before["date"]
            self.start -= before["seconds"]
        self.collection_errors: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a page that cannot be read: its examples would be missing."""
        if report.failed:
            self.collection_errors.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Record an outcome; a failure during set-up or tear-down counts as well."""
        properties = {name: str(value) for name, value in report.user_properties}
        if report.when != "call" and not report.failed:
            return
        state = "passed" if report.passed else "failed"
        if hasattr(report, "wasxfail"):
            # An unexpected pass is a failure.
            state = "expected failure" if report.skipped else "failed"
        elif report.skipped:
            return
        elif report.passed and OTHER_NUMBERS in properties:
            state = "other numbers"
        file, digest = report.nodeid.partition("::")[0], properties["digest"]
        outcomes = self.results.setdefault(file, {})
        outcome = state, one_line(report) if state == "failed" else ""
        before = outcomes.get(digest, outcome)
        # The worst outcome of a check with several parameters counts.
        outcomes[digest] = max(before, outcome, key=lambda each: STATES.index(each[0]))

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the report, but not after an interrupt or with unreadable pages."""
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.results:
            # The report has a result for everything already.
            exitstatus = session.exitstatus = pytest.ExitCode.OK
        if exitstatus not in (0, 1) or self.collection_errors:
            return
        if self.reuse:
            current = {(item.file, item.digest) for item in collect_items()}
            for file, outcomes in self.results.items():
                for digest in [*outcomes]:
                    if (file, digest) not in current:
                        del outcomes[digest]
        report = {
            **environment(),
            "date": self.first_date,
            "commit": git_or_none(self.root, "rev-parse", "HEAD"),
            "seconds": round(time.monotonic() - self.start),
            "results": {
                file: group_by_state(outcomes)
                for file, outcomes in sorted(self.results.items())
            },
        }
        write_atomically(self.file, json.dumps(report, indent=1) + "\n")


def group_by_state(
    outcomes: dict[str, Outcome],
) -> dict[str, list[str] | dict[str, str]]:
    """Return the digests in each state; for failures, with their reasons."""
    groups: dict[str, list[str] | dict[str, str]] = {}
    for state in STATES:
        reasons = {
            digest: reason
            for digest, (each, reason) in sorted(outcomes.items())
            if each == state
        }
        if reasons:
            groups[state] = reasons if state == "failed" else [*reasons]
    return groups


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
