"""Report what each example and check did: `-p tests.compatibility.report_plugin`.

`--compat-report FILE` writes a small JSON, the source of the page on compatibility:

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
    """Add the option."""
    parser.getgroup("general").addoption(
        "--compat-report",
        type=Path,
        help="write what each example and check did to this file",
    )
    parser.getgroup("general").addoption(
        "--reuse-report",
        action="store_true",
        help="run only what this file does not tell of the same environment",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Listen, in the process that hears of all."""
    if config.option.compat_report and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Report(config), "compat-report")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Let each report carry the digest of what ran; pass over what is kept."""
    keep = {
        (file_name, each)
        for file_name, found in previous_results(config).items()
        for each in found
    }
    chosen, passed_over = [], []
    for item in items:
        if isinstance(item, ExampleItem):
            known = example_digest(item.obj)
        else:
            known = text_digest(inspect.getsource(item.function))
        item.user_properties.append(("digest", known))
        file_name = item.nodeid.partition("::")[0]
        (passed_over if (file_name, known) in keep else chosen).append(item)
    if passed_over:
        config.hook.pytest_deselected(items=passed_over)
        items[:] = chosen


def environment() -> dict:
    """Return what a result depends on besides the example or check."""
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


def previous_results(config: pytest.Config) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what the file of before tells of this environment, failures left out.

    It is empty without --reuse-report, or if there was no such file.
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
            each: (state, "")
            for state, group in groups.items()
            if state != "failed"
            for each in group
        }
        for file_name, groups in before["results"].items()
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
        """A page that cannot be read has no examples to report."""
        if report.failed:
            self.collection_errors.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how it ended; what fails before or after it counts as well."""
        carried = dict(report.user_properties)
        if report.when != "call" and not report.failed:
            return
        state = "passed" if report.passed else "failed"
        if hasattr(report, "wasxfail"):
            # One that passes though it should not is a failure.
            state = "expected failure" if report.skipped else "failed"
        elif report.skipped:
            return
        elif report.passed and OTHER_NUMBERS in carried:
            state = "other numbers"
        file_name = report.nodeid.partition("::")[0]
        kept = self.results.setdefault(file_name, {})
        outcome = state, one_line(report) if state == "failed" else ""
        before = kept.get(carried["digest"], outcome)
        # Of a check with several parameters, the worst.
        kept[carried["digest"]] = max(before, outcome, key=lambda x: STATES.index(x[0]))

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the file, whole; not after an interruption."""
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.results:
            # The file tells of everything already.
            exitstatus = session.exitstatus = pytest.ExitCode.OK
        if exitstatus not in (0, 1) or self.collection_errors:
            return
        if self.reuse:
            there = {(item.file, item.digest) for item in collect_items()}
            for file_name, found in self.results.items():
                gone = [each for each in found if (file_name, each) not in there]
                for each in gone:
                    del found[each]
        report = {
            **environment(),
            "date": self.first_date,
            "commit": git_or_none(self.root, "rev-parse", "HEAD"),
            "seconds": round(time.monotonic() - self.start),
            "results": {
                file_name: group_by_state(found)
                for file_name, found in sorted(self.results.items())
            },
        }
        write_atomically(self.file, json.dumps(report, indent=1) + "\n")


def group_by_state(found: dict[str, tuple[str, str]]) -> dict[str, list | dict]:
    """Return the digests in each state, and why those fail that do."""
    groups = {
        state: sorted(
            digest for digest, outcome in found.items() if outcome[0] == state
        )
        for state in STATES[:-1]
    }
    groups["failed"] = {
        digest: why
        for digest, (state, why) in sorted(found.items())
        if state == "failed"
    }
    return {state: group for state, group in groups.items() if group}


def one_line(report: pytest.TestReport) -> str:
    """Return why it failed, in one line without places of this machine."""
    # pytest-xdist says first which worker it was.
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
