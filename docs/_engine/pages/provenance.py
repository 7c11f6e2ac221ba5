"""Provenance of a page: library versions, last edit, and the run of this commit.

Whatever is not known for certain is left out.
"""

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_version
from docs._engine.core.run_record import load_matching_record


@dataclass(frozen=True)
class PageProvenance:
    """Provenance of one page."""

    versions: dict[str, str]
    """The versions it was built on, by the names of the programs."""
    edited: str | None
    """The day of its last commit."""
    date: str | None
    """The day of the test run."""
    ran: dict[str, int] | None
    """How many ``examples`` and ``statements`` of it ran."""


@dataclass(frozen=True)
class Provenance:
    """Provenance that all pages of a build share."""

    versions: dict[str, str]
    edited: dict[str, str]
    """The day of the last commit of each page, by its path relative to docs/."""
    run: dict[str, Any]
    """The record of the test run; empty without one."""

    def of_page(self, name: str) -> PageProvenance:
        """Return what a page rests on.

        Args:
            name: Its path relative to docs/.
        """
        return PageProvenance(
            self.versions,
            self.edited.get(name),
            self.run.get("date"),
            self.run.get("pages", {}).get(name),
        )


def load_provenance(root: Path, docs: Path) -> Provenance:
    """Ask git and the record once for all pages.

    Args:
        root: The root of the repository.
        docs: The folder of the pages.

    Raises:
        RecordError: The record of the run does not hold what it should.
    """
    run = load_matching_record(root) or {}
    return Provenance(_load_versions(), _load_edit_days(root, docs), run)


def _load_versions() -> dict[str, str]:
    versions = {}
    for name in "Keras", "TensorFlow":
        try:
            versions[name] = keras_version() if name == "Keras" else version(name)
        except PackageNotFoundError:
            continue  # Another back end.
    return versions | {"Python": ".".join(map(str, sys.version_info[:3]))}


def _load_edit_days(root: Path, docs: Path) -> dict[str, str]:
    """Return the day of each page's last commit; none of a page that has changed."""
    if git_or_none(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}  # No git, or a history in which all files are new.
    log = git_or_none(
        root, "log", "--format=%x00%as", "--name-only", "--relative", "--", docs
    )
    changed = (
        git_or_none(root, "diff", "--name-only", "--relative", "HEAD", "--", docs) or ""
    )
    days: dict[str, str] = {}
    for commit in filter(None, (log or "").split("\0")):
        day, *names = commit.strip().split("\n")
        for name in filter(None, names):
            if name not in changed.split("\n") and (root / name).is_relative_to(docs):
                days.setdefault((root / name).relative_to(docs).as_posix(), day)
    return days
