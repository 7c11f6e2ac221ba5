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
from tests.support.scratch_site import write_files

COUNTS = {"examples": 3, "statements": 5}


def git(root: Path, *arguments: str, day: str = "2026-01-01") -> str:
    """Run git as an author of that day."""
    person = {"NAME": "Author", "EMAIL": "author@example.org"}
    person["DATE"] = f"{day}T12:00:00+0000"
    variables = {
        f"GIT_{role}_{key}": text
        for role in ("AUTHOR", "COMMITTER")
        for key, text in person.items()
    }
    with mock.patch.dict(os.environ, variables):
        return core_git.git(root, *arguments)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with two pages, of which the first was edited later."""
    root = tmp_path / "guide"
    pages = {"docs/l2.md": "One.\n", "docs/l2/größe.md": "One.\n"}
    write_files(root, pages | {".gitignore": ".cache/\n"})
    git(root, "init", "-q")
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
    run = {
        "commit": git(root, "rev-parse", "HEAD"),
        "keras": version("keras"),
        "date": "2026-04-06",
        "pages": {"l2.md": COUNTS},
    }
    write_files(root, {".cache/run.json": json.dumps(run | other)})


def test_page_was_edited_on_the_day_of_its_last_commit(root: Path):
    """Each page has its own day; what is not committed has none."""
    assert footer(root, "l2.md").edited == "2026-04-05"
    assert footer(root, "l2/größe.md").edited == "2026-02-03"
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


@pytest.mark.parametrize(
    ("other", "edit", "ran"),
    [
        ({}, [], COUNTS),
        ({"commit": "0" * 40}, [], None),
        ({"keras": "3.0.0"}, [], None),
        ({}, ["docs/l2.md"], None),
        ({}, ["tests/checks/test_l2.py"], None),
    ],
)
def test_only_a_run_of_this_commit_counts(root: Path, other, edit, ran):
    """On this Keras, before any change, and for the pages that it names."""
    record(root, **other)
    write_files(root, dict.fromkeys(edit, "Three.\n"))
    assert footer(root, "l2.md").ran == ran
    assert footer(root, "l2.md").date == (ran and "2026-04-06")
    assert footer(root, "l2/größe.md").ran is None


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
