"""Write the record of a passed run of everything, which publishing requires.

A build of that commit shows in the footer of each page how much of it ran.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_version
from docs._engine.core.paths import write_atomically
from docs._engine.core.run_record import RECORD, TESTED
from docs._engine.pages.checks import CHECKS, citing_pages

PARTIAL = (
    *("keyword", "markexpr", "deselect", "collectonly", "ignore", "ignore_glob"),
    *("lf", "stepwise", "update_output", "other_numbers"),
)
"""Options that make a run partial or lenient; it then leaves no record."""
CHECK = re.compile(rf"{CHECKS}/test_\w+\.py::test_(\w+)")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--record`, for runs of all examples and checks without other tests."""
    parser.getgroup("general").addoption(
        "--record",
        type=Path,
        help="write the record of the run to this file, if everything passes",
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Record only runs that leave nothing out, in the process that sees all tests."""
    option = config.option
    everything = config.args_source is config.ArgsSource.TESTPATHS
    partial = any(getattr(option, name, None) for name in PARTIAL)
    worker = "PYTEST_XDIST_WORKER" in os.environ
    if option.record and not _covers_everything(config):
        raise pytest.UsageError(
            "--record: this record allows a version to be published, so run docs and "
            "every check, as in pytest --record FILE docs tests/checks."
        )
    if option.record or everything:
        file = config.rootpath / (option.record or RECORD)
        if not (worker or partial or not option.codeblocks):
            config.pluginmanager.register(Record(config.rootpath, file), "record")


def _covers_everything(config: pytest.Config) -> bool:
    """Return whether all examples and checks are among the arguments of pytest."""
    folder = config.invocation_params.dir
    arguments = {(folder / argument).resolve() for argument in config.args}
    root = config.rootpath.resolve()
    paths = [root / "docs", *root.glob(f"{CHECKS}/test_*.py")]
    return all(arguments & {each, *each.parents} for each in paths)


class Record:
    """The record of one run."""

    def __init__(self, root: Path, file: Path):
        self.root = root
        self.tests: list[str] = []
        self.commit = self._commit()
        self.file = file
        self.problem = ""
        with self._catch_errors():
            self.file.unlink(missing_ok=True)

    @contextmanager
    def _catch_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.problem = (
                f"{self.file} cannot be written: {error.strerror}. No record."
            )

    def _commit(self) -> str | None:
        """Return the commit that is tested; None if there are changes on top of it."""
        status = git_or_none(self.root, "status", "--porcelain", "--", *TESTED)
        return None if status else git_or_none(self.root, "rev-parse", "HEAD")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a test that passed, on whichever worker."""
        if report.when == "call" and report.passed:
            self.tests.append(report.nodeid)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the record if all tests passed and nothing was edited meanwhile."""
        if exitstatus != 0 or not self.commit or self.commit != self._commit():
            return
        run = {
            "commit": self.commit,
            "keras": keras_version(),
            "date": date.today().isoformat(),
            "pages": count_by_page(self.tests, self.root / "docs"),
        }
        with self._catch_errors():
            write_atomically(self.file, json.dumps(run, indent=1))

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        """Say why there is no record, if it could not be written."""
        if self.problem:
            terminalreporter.write_line(self.problem)


def count_by_page(tests: list[str], docs: Path) -> dict[str, dict[str, int]]:
    """Return how many examples and statements of each page passed.

    Args:
        tests: The names of the tests that passed, as pytest has them.
        docs: The folder of the pages.
    """
    files = Counter(name.partition("::")[0] for name in tests)
    examples = {
        name.removeprefix("docs/"): number
        for name, number in files.items()
        if name.startswith("docs/")
    }
    statements: Counter[str] = Counter()
    checks = {match[1] for name in tests if (match := CHECK.fullmatch(name))}
    for check, pages in citing_pages(docs).items():
        if check in checks:
            statements.update(pages.keys())
    return {
        name: {"examples": examples.get(name, 0), "statements": statements[name]}
        for name in sorted({*examples, *statements})
    }
