"""Provenance of a page: library versions, last edit, and the run of this commit.

Whatever is not known for certain is left out.
"""

import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_version
from docs._engine.core.run_record import load_matching_record


class PageProvenance(NamedTuple):
    """Provenance of one page."""

    versions: dict[str, str]
    """The versions it was built on, by the names of the programs."""
    edited: str | None
    """The day of its last commit."""
    date: str | None
    """The day of the test run."""
    ran: dict[str, int] | None
    """How many ``examples`` and ``statements`` of it ran."""


class Provenance:
    """Provenance of all pages of a build: git and the record are asked once."""

    def __init__(self, root: Path, docs: Path):
        """Load what is known of the pages in `docs`, of the repository in `root`.

        Raises:
            RecordError: The record of the run does not hold what it should.
        """
        self.run = load_matching_record(root) or {"pages": {}}
        self.edit_days = _load_edit_days(root, docs)
        self.versions = {"Keras": keras_version()}
        with suppress(PackageNotFoundError):  # Another back end.
            self.versions["TensorFlow"] = version("TensorFlow")
        self.versions["Python"] = platform.python_version()

    def of_page(self, name: str) -> PageProvenance:
        """Return what a page, given by its path relative to docs/, rests on."""
        return PageProvenance(
            self.versions,
            self.edit_days.get(name),
            self.run.get("date"),
            self.run["pages"].get(name),
        )


def _load_edit_days(root: Path, docs: Path) -> dict[str, str]:
    """Return the day of each page's last commit; none of a page that has changed."""
    if git_or_none(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}  # No git, or a history in which all files are new.
    # Relative to the folder that git runs in.
    names = "--name-only", "--relative", "--", "."
    changes = (git_or_none(docs, "diff", "HEAD", *names) or "").split("\n")
    log = git_or_none(docs, "log", "--format=%x00%as", *names) or ""
    days: dict[str, str] = {}
    for commit in log.split("\0")[1:]:
        day, *pages = commit.strip().split("\n")
        for page in pages:
            if page not in changes:
                days.setdefault(page, day)
    return days
