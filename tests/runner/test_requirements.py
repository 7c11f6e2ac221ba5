"""Tests that need a newer Keras, or another back end, must fail without it."""

import re
from pathlib import Path

import pytest

from docs._engine.core import keras
from docs._engine.core.keras import (
    Requirement,
    keras_version,
    newest_keras,
    version_tuple,
)
from tests.support.pytest_project import run_pytest, write_pytest_project

OUTCOMES = {
    # What stands above the example, what the example does, and what pytest says.
    "older-and-fails": ('since("3.0")', "1 / 0", "FAILED"),
    "older-and-runs": ('since("3.0")', "x = 1", "PASSED"),
    "other-and-fails": ('backend("jax", "torch")', "1 / 0", "XFAIL"),
    "other-and-runs": ('backend("jax")', "x = 1", "FAILED"),
    "same-and-runs": ('backend("jax", "tensorflow")', "x = 1", "PASSED"),
}


def test_mark_has_to_tell(tmp_path: Path) -> None:
    """A mark excuses only where it applies, and only what fails there."""
    write_pytest_project(tmp_path)
    for name, (mark, code, _) in OUTCOMES.items():
        page = f"<!--pytest.mark.{mark}-->\n\n```python\n{code}\n```\n"
        (tmp_path / "docs" / f"{name}.md").write_text(page, "utf-8")
    report = run_pytest(tmp_path, "docs", "-rA").stdout
    outcomes = {
        page: outcome
        for outcome, page in re.findall(
            r"^([A-Z]+) docs/([\w-]+)\.md", report, re.MULTILINE
        )
    }
    assert outcomes == {name: outcome for name, (_, _, outcome) in OUTCOMES.items()}


@pytest.mark.parametrize("values", [(), ("3",), ("3.14", "3.15"), (3.14, 1)])
def test_version_is_a_minor_one(values: tuple[object, ...]) -> None:
    """A number would make 3.1 of 3.10."""
    with pytest.raises(ValueError, match="minor version"):
        Requirement("since", values)


def test_version_has_to_be_one_that_runs() -> None:
    """A mark for a Keras that nobody has would excuse any mistake for ever."""
    assert Requirement("since", (newest_keras(),))
    with pytest.raises(ValueError, match=r"since\('99.0',\): it would run nowhere"):
        Requirement("since", ("99.0",))


def test_an_older_keras_does_not_meet_a_newer_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it is compared with is the version that is installed."""
    monkeypatch.setattr(keras, "keras_version", lambda: "3.13.2")
    results = {each: Requirement("since", (each,)).is_met() for each in ("3.9", "3.14")}
    assert results == {"3.9": True, "3.14": False}


def test_versions_are_compared_as_numbers() -> None:
    """3.9 is older than 3.10, and a nightly build is a version."""
    assert (
        version_tuple("3.9") < version_tuple("3.10.0") < version_tuple("3.16.0.dev2026")
    )
    assert version_tuple(keras_version()) >= (3, 0)
