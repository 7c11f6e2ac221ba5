"""What a run of everything has run of each page, once it has passed.

docs/_hooks/provenance.py shows it at the foot of the pages, in a build of that commit.
"""

import json
import os
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from docs._extensions.needs import keras_version

LESS = (
    *("keyword", "markexpr", "deselect", "collectonly", "ignore", "ignore_glob"),
    *("lf", "stepwise", "only_changed", "update_output", "other_numbers", "cell_keep"),
)
"""Options with which a run leaves something out, or takes for good what is not."""
CHECK = re.compile(r"tests/test_\w+\.py::test_(\w+)")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option, for a run of all examples and checks and nothing else."""
    parser.getgroup("general").addoption(
        "--record", type=Path, help="write what ran of each page here, if all passes"
    )


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep a record only where nothing is left out, in the process that sees all."""
    from docs._hooks import provenance

    option = config.option
    everything = config.args_source is config.ArgsSource.TESTPATHS
    less = any(getattr(option, name, None) for name in LESS)
    worker = "PYTEST_XDIST_WORKER" in os.environ
    if option.record and not _covers_everything(config):
        raise pytest.UsageError(
            "--record: a version is published on this record, so it is written only "
            "for a run of docs and of every tests/test_*.py."
        )
    if option.record or everything:
        file = config.rootpath / (option.record or provenance.RECORD)
        if not (worker or less or not option.codeblocks):
            config.pluginmanager.register(Record(config.rootpath, file), "record")


def _covers_everything(config: pytest.Config) -> bool:
    """Return whether all examples and checks are among what is asked for."""
    folder = config.invocation_params.dir
    asked = {(folder / argument).resolve() for argument in config.args}
    root = config.rootpath.resolve()
    needed = [root / "docs", *root.glob("tests/test_*.py")]
    return all(asked & {each, *each.parents} for each in needed)


class Record:
    """The record of one run."""

    def __init__(self, root: Path, file: Path):
        from docs._hooks import provenance

        self.root, self.provenance = root, provenance
        self.passed: list[str] = []
        self.commit = self._commit()
        self.file = file
        self.file.unlink(missing_ok=True)

    def _commit(self) -> str | None:
        """Return the commit that is tested; None if something else is."""
        tested = self.provenance.TESTED
        status = self.provenance.git(self.root, "status", "--porcelain", "--", *tested)
        return None if status else self.provenance.git(self.root, "rev-parse", "HEAD")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember what passed, by whichever worker."""
        if report.when == "call" and report.passed:
            self.passed.append(report.nodeid)

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the record if all has passed and nothing was edited meanwhile."""
        if exitstatus != 0 or not self.commit or self.commit != self._commit():
            return
        run = {
            "commit": self.commit,
            "keras": keras_version(),
            "date": date.today().isoformat(),
            "pages": pages(self.passed, self.root / "docs"),
        }
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(".part")
        part.write_text(json.dumps(run, indent=1), "utf-8")
        part.replace(self.file)


def pages(passed: list[str], docs: Path) -> dict[str, dict[str, int]]:
    """Return how many examples and statements of each page passed.

    Args:
        passed: The names of the tests that passed, as pytest has them.
        docs: The folder of the pages.
    """
    from docs._extensions import checks

    files = Counter(name.partition("::")[0] for name in passed)
    examples = {
        name.removeprefix("docs/"): number
        for name, number in files.items()
        if name.startswith("docs/")
    }
    statements = Counter()
    held = {match[1] for name in passed if (match := CHECK.fullmatch(name))}
    for check, citing in checks.citations(docs).items():
        if check in held:
            statements.update(citing.keys())
    return {
        name: {"examples": examples.get(name, 0), "statements": statements[name]}
        for name in sorted({*examples, *statements})
    }
