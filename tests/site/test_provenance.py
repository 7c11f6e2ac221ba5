"""What the end of a page says of its versions, its last edit and its run is true."""

import json
import os
from importlib.metadata import version
from pathlib import Path
from unittest import mock

import pytest
from bs4 import BeautifulSoup

from docs._engine.core import git as core_git
from docs._engine.core.html import select_one
from docs._engine.core.run_record import RecordError
from docs._engine.pages.provenance import PageProvenance, Provenance

COUNTS = {"examples": 3, "statements": 5}


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Run git as an author of that day."""
    moment = f"{day}T12:00:00+0000"
    person = {"NAME": "Author", "EMAIL": "author@example.org", "DATE": moment}
    who = {
        f"GIT_{role}_{k}": v
        for role in ("AUTHOR", "COMMITTER")
        for k, v in person.items()
    }
    with mock.patch.dict(os.environ, who):
        return core_git.git(root, *arguments)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two pages, of which the first was edited later."""
    root = tmp_path / "guide"
    (root / "docs" / "l2").mkdir(parents=True)
    git(root, "init", "-q")
    (root / ".gitignore").write_text(".cache/\n", "utf-8")
    for name in "l2.md", "l2/größe.md":
        (root / "docs" / name).write_text("One.\n", "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", day="2026-02-03")
    (root / "docs" / "l2.md").write_text("Two.\n", "utf-8")
    git(root, "commit", "-qam", "x", day="2026-04-05")
    return root


def footer(root: Path, name: str) -> PageProvenance:
    """Return what a build in that folder knows of a page."""
    return Provenance(root, root / "docs").of_page(name)


def record(root: Path, **other: object) -> None:
    """Write what a test run of everything would leave, but for some values."""
    (root / ".cache").mkdir()
    run = {
        "commit": git(root, "rev-parse", "HEAD"),
        "keras": version("keras"),
        "date": "2026-04-06",
        "pages": {"l2.md": COUNTS},
    }
    (root / ".cache" / "run.json").write_text(json.dumps(run | other), "utf-8")


def test_page_was_edited_on_the_day_of_its_last_commit(root: Path):
    """Each page has its own day."""
    assert footer(root, "l2.md").edited == "2026-04-05"
    assert footer(root, "l2/größe.md").edited == "2026-02-03"


def test_day_of_a_changed_page_is_not_known(root: Path):
    """What is not committed has no day; other pages keep theirs."""
    (root / "docs" / "l2.md").write_text("Three.\n", "utf-8")
    assert footer(root, "l2.md").edited is None
    assert footer(root, "l2/größe.md").edited == "2026-02-03"


def test_shallow_clone_knows_no_day(root: Path, tmp_path: Path):
    """There, every file seems to come from the last commit."""
    git(tmp_path, "clone", "-q", "--depth=1", root.as_uri(), "shallow")
    assert footer(tmp_path / "shallow", "l2/größe.md").edited is None


def test_without_git_no_day_is_known(root: Path, tmp_path: Path, monkeypatch):
    """Neither outside of a repository, nor where there is no git."""
    (tmp_path / "docs").mkdir()
    assert footer(tmp_path, "l2.md").edited is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert footer(root, "l2.md").edited is None


def test_run_of_this_commit_counts(root: Path):
    """With its day, and for the pages that it names."""
    record(root)
    assert footer(root, "l2.md").ran == COUNTS
    assert footer(root, "l2.md").date == "2026-04-06"
    assert footer(root, "l2/größe.md").ran is None


@pytest.mark.parametrize("other", [{"commit": "0" * 40}, {"keras": "3.0.0"}])
def test_another_run_does_not_count(root: Path, other: dict):
    """Of another commit, or on another Keras."""
    record(root, **other)
    assert footer(root, "l2.md").ran is None


@pytest.mark.parametrize("name", ["docs/l2.md", "tests/checks/test_l2.py"])
def test_run_before_a_change_does_not_count(root: Path, name: str):
    """A changed page, or a new test."""
    record(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("Three.\n", "utf-8")
    assert footer(root, "l2.md").ran is None


@pytest.mark.parametrize("other", [{"pages": {"l2.md": {}}}, {"pages": 1}, {"date": 1}])
def test_broken_record_stops_the_build(root: Path, other: dict):
    """It is named, with what to do."""
    record(root, **other)
    with pytest.raises(RecordError, match=r"\.cache/run\.json: .* Remove it\."):
        footer(root, "l2.md")


def test_pages_name_what_they_were_built_on(pages: dict[str, BeautifulSoup]):
    """Keras, TensorFlow and Python, with their versions."""
    for page, soup in pages.items():
        text = " ".join(select_one(soup, ".provenance").get_text().split())
        for name in "Keras", "TensorFlow":
            assert f"{name} {version(name)}" in text, page
