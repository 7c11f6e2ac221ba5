"""Slow tests are left out unless asked for, and examples and checks never are."""

from pathlib import Path

import pytest

from docs._engine.pages.checks import CHECKS
from tests.support.pytest_project import run_pytest, write_pytest_project

TESTS = """\
import pytest


def test_quick():
    pass


@pytest.mark.slow
def test_slow():
    pass
"""
LEFT_OUT = "1 slow test was left out. To run everything: uv run pytest --slow"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a quick test and a slow one."""
    write_pytest_project(tmp_path)
    (tmp_path / "tests" / "site").mkdir(parents=True)
    (tmp_path / "tests" / "site" / "test_one.py").write_text(TESTS, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("options", "outcome", "is_incomplete"),
    [
        ([], "1 passed, 1 deselected", True),
        (["-n", "2"], "1 passed", True),
        (["--slow"], "2 passed", False),
        (["-m", "slow"], "1 passed, 1 deselected", False),
    ],
)
def test_last_lines_name_what_was_left_out(
    project: Path, options: list[str], outcome: str, is_incomplete: bool
) -> None:
    """In one process and in several."""
    report = run_pytest(project, "tests", *options).stdout
    assert outcome in report
    assert (LEFT_OUT in report) == is_incomplete


def test_checks_are_never_slow(project: Path) -> None:
    """The record of a run, on which a release relies, has all of them."""
    (project / CHECKS).mkdir(parents=True)
    (project / CHECKS / "test_l1.py").write_text(TESTS, "utf-8")
    result = run_pytest(project, CHECKS)
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert f"ERROR: {CHECKS}/test_l1.py::test_slow: remove the mark slow" in (
        result.stderr
    )


def test_examples_are_never_slow(project: Path) -> None:
    """A page takes only marks that say where an example runs."""
    page = "<!--pytest.mark.slow-->\n\n```python\nx = 1\n```\n"
    (project / "docs" / "page.md").write_text(page, "utf-8")
    result = run_pytest(project, "docs")
    assert result.returncode == pytest.ExitCode.INTERRUPTED
    assert "docs/page.md:1: " in result.stdout
