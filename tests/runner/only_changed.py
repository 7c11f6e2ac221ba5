"""`--only-changed`: pass over examples that passed before and are the same since.

An example is known by everything its outcome depends on. So a change of its text, of
the output shown, of Python, of any package, of Keras's backend, or of the code that
runs examples makes it run again. Only that it passed is remembered: a failure is not.
"""

import hashlib
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from docs._engine.pages.directives import Example
from tests.runner.plugin import SHOWN_OUTPUTS, ExampleItem

UNCHANGED = "unchanged since it passed"
KEPT = 2000
"""Number of examples that are remembered, the last seen ones."""
SETTINGS = ("CUDA_", "KERAS_", "OMP_", "PYTHON", "TF_", "XLA_")
"""How the names of environment variables begin that programs may heed."""


def key(example: Example) -> str:
    """Return a digest of all that decides whether an example passes."""
    output = example.output and example.output.text
    parts = [example.code, output, example.shows_output, *surroundings()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def surroundings() -> tuple[str, ...]:
    """Return what all examples depend on, without importing any of it."""
    # A package's name and version are the name of this folder.
    packages = {
        folder.name
        for entry in filter(None, sys.path)
        for folder in Path(entry).glob("*.dist-info")
    }
    settings = sorted(
        item for item in os.environ.items() if item[0].startswith(SETTINGS)
    )
    home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")
    files = [home / "keras.json", *sorted(Path(__file__).parent.glob("*.py"))]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes() if file.is_file() else b"")
    return (
        sys.version,
        platform.platform(),
        repr(sorted(packages)),
        repr(settings),
        digest.hexdigest(),
    )


def _folder(config: pytest.Config) -> Path:
    return config.rootpath / ".cache" / "passed-examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("general").addoption(
        "--only-changed",
        action="store_true",
        help="skip examples that passed and are unchanged since, packages included",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse the option where everything has to run."""
    if config.option.only_changed and os.environ.get("CI"):
        raise pytest.UsageError("--only-changed: CI is set, and CI runs every example.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Skip a known example; remember one that passes. CI neither reads nor writes."""
    if not isinstance(item, ExampleItem) or os.environ.get("CI"):
        return (yield)
    mark = _folder(item.config) / key(item.obj)
    if item.config.option.only_changed and mark.exists():
        mark.touch()
        pytest.skip(UNCHANGED)
    result = yield
    # With --update-output the page may show something else than was compared.
    if SHOWN_OUTPUTS not in item.config.stash:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return result


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Forget what was not seen for longest."""
    if hasattr(session.config, "workerinput"):
        return
    marks = []
    for mark in _folder(session.config).glob("*"):
        with suppress(FileNotFoundError):  # Another run forgets it, too.
            marks.append((mark.stat().st_mtime, mark))
    for _, mark in sorted(marks)[:-KEPT]:
        mark.unlink(missing_ok=True)


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    """Say how many examples did not run."""
    if config.option.only_changed:
        skipped = terminalreporter.stats.get("skipped", [])
        count = sum(UNCHANGED in str(report.longrepr) for report in skipped)
        terminalreporter.write_line(
            f"--only-changed: examples that did not run, as they passed before: {count}"
        )
