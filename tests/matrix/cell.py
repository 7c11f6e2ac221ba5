"""Keep what a run says of each example and check: `-p tests.matrix.cell --cell FILE`.

The file is a small JSON, which the page on compatibility is made from:

    {"keras": "3.14.1", "backend": "tensorflow", "packages": {"tensorflow": "2.21.0"},
     "python": "3.11.7", "date": "2026-11-23", "commit": "8a5c…", "seconds": 312,
     "results": {"docs/l1.md": {"passed": ["3f9a…"], "needs": ["07bc…"],
                                "failed": {"c01d…": "ValueError: …"}}}}

Each example and check is known by a digest of its text, so that a result never stands
for one that was changed since.
"""

import inspect
import json
import os
import platform
import re
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from docs._extensions.compatibility import digest, digest_of, proofs
from docs._extensions.needs import backend, keras_version
from docs._hooks.provenance import git
from tests.examples.plugin import OTHER_NUMBERS, ExampleItem

PACKAGES = "tensorflow", "jax", "torch", "numpy", "scikit-learn"
STATES = "passed", "numbers", "needs", "failed"
"""As shown; with other numbers; fails as it says it does; fails."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("general").addoption(
        "--cell", type=Path, help="write what each example and check did to this file"
    )
    parser.getgroup("general").addoption(
        "--cell-keep",
        action="store_true",
        help="run only what this file does not tell of the same environment",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Listen, in the process that hears of all."""
    if config.option.cell and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Cell(config), "cell")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Let each report carry the digest of what ran; pass over what is kept."""
    keep = {(place, each) for place, found in told(config).items() for each in found}
    chosen, passed_over = [], []
    for item in items:
        if isinstance(item, ExampleItem):
            known = digest_of(item.obj)
        else:
            known = digest(inspect.getsource(item.function))
        item.user_properties.append(("digest", known))
        place = item.nodeid.partition("::")[0]
        (passed_over if (place, known) in keep else chosen).append(item)
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
        "backend": backend(),
        "packages": packages,
        "python": platform.python_version(),
    }


def told(config: pytest.Config) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what the file of before tells of this environment, failures left out.

    It is empty without --cell-keep, or if there was no such file.
    """
    file = config.option.cell
    if not (file and config.option.cell_keep and file.is_file()):
        return {}
    before = json.loads(file.read_text("utf-8"))
    here = environment()
    if {name: before.get(name) for name in here} != here:
        return {}
    return {
        place: {
            each: (state, "")
            for state, group in groups.items()
            if state != "failed"
            for each in group
        }
        for place, groups in before["results"].items()
    }


class Cell:
    """What one environment has run."""

    def __init__(self, config: pytest.Config):
        self.file, self.root = config.option.cell, config.rootpath
        self.keep = config.option.cell_keep
        self.start = time.monotonic()
        self.results = told(config)
        self.since = date.today().isoformat()
        if self.results:
            before = json.loads(self.file.read_text("utf-8"))
            self.since = before["date"]
            self.start -= before["seconds"]
        self.broken: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A page that cannot be read has no examples to report."""
        if report.failed:
            self.broken.append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how it ended; what fails before or after it counts as well."""
        carried = dict(report.user_properties)
        if report.when != "call" and not report.failed:
            return
        state = "passed" if report.passed else "failed"
        if hasattr(report, "wasxfail"):
            # One that passes though it should not is a failure.
            state = "needs" if report.skipped else "failed"
        elif report.skipped:
            return
        elif report.passed and OTHER_NUMBERS in carried:
            state = "numbers"
        place = report.nodeid.partition("::")[0]
        kept = self.results.setdefault(place, {})
        outcome = state, one_line(report) if state == "failed" else ""
        before = kept.get(carried["digest"], outcome)
        # Of a check with several parameters, the worst.
        kept[carried["digest"]] = max(before, outcome, key=lambda x: STATES.index(x[0]))

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Write the file, whole; not after an interruption."""
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and self.results:
            # The file tells of everything already.
            exitstatus = session.exitstatus = pytest.ExitCode.OK
        if exitstatus not in (0, 1) or self.broken:
            return
        if self.keep:
            there = {(proof.place, proof.digest) for proof in proofs()}
            for place, found in self.results.items():
                gone = [each for each in found if (place, each) not in there]
                for each in gone:
                    del found[each]
        cell = {
            **environment(),
            "date": self.since,
            "commit": git(self.root, "rev-parse", "HEAD"),
            "seconds": round(time.monotonic() - self.start),
            "results": {
                place: grouped(found) for place, found in sorted(self.results.items())
            },
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(cell, indent=1) + "\n", "utf-8")
        part.replace(self.file)


def grouped(found: dict[str, tuple[str, str]]) -> dict[str, list | dict]:
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
