"""Record of a passed test run, and whether what is checked out may be published.

A run of everything writes `.cache/run.json` (tests/runner/run_record.py):

    {"commit": "8a5c…", "keras": "3.15.1", "date": "2026-11-22",
     "pages": {"l2/index.md": {"examples": 21, "statements": 34}}}

It counts for that commit, without a change, on that Keras. `require_publishable` is the
one place that answers "may this be published?"; the command and the hook ask it.
"""

import json
from pathlib import Path
from typing import Any

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_version

RECORD = Path(".cache") / "run.json"
"""Where the record is, relative to the root of the repository."""
TESTED = ["docs", "snippets", "tests"]
"""The folders whose state a run has tested."""


class RecordError(ValueError):
    """A file is no record of a test run."""


class NotPublishableError(Exception):
    """This commit may not be published; the message says why and what to do."""


def load_record(file: Path) -> dict[str, Any]:
    """Return the record of a run.

    Raises:
        RecordError: There is no file, or it does not hold what a record holds.
    """
    if not file.is_file():
        raise RecordError(f"{_name(file)}: there is no record of a run that passed.")
    try:
        run: dict[str, Any] = json.loads(file.read_text("utf-8"))
        pages = run["pages"].values()
        counts = [each["examples"] + each["statements"] for each in pages]
        sum(counts, len(run["commit"] + run["keras"] + run["date"]))
    except (ValueError, LookupError, TypeError, AttributeError):
        message = f"{_name(file)}: this is no record of a test run. Remove it."
        raise RecordError(message) from None
    return run


def load_matching_record(root: Path) -> dict[str, Any] | None:
    """Return the record of a run of exactly what is checked out; None without one.

    Raises:
        RecordError: There is a record, and it does not hold what a record holds.
    """
    if not (root / RECORD).is_file():
        return None
    run = load_record(root / RECORD)
    is_unchanged = git_or_none(root, "status", "--porcelain", "--", *TESTED) == ""
    here = git_or_none(root, "rev-parse", "HEAD"), keras_version()
    return run if is_unchanged and (run["commit"], run["keras"]) == here else None


def require_publishable(root: Path, keras: str, *records: Path) -> Path:
    """Return the run record that allows what is checked out to be published for Keras.

    It may be in one of several files; by default, it is `.cache/run.json`.

    Raises:
        NotPublishableError: Something is not committed, the history is cut off, or no
            record is of a whole run of this commit on this Keras.
    """
    commit = git_or_none(root, "rev-parse", "HEAD")
    if commit is None:
        raise NotPublishableError("This is no git repository with a commit.")
    changes = git_or_none(root, "status", "--porcelain")
    if changes != "":
        raise NotPublishableError(
            f"These files are not committed:\n{changes}\nCommit them, or remove them. "
            "What is published is a commit, so that everyone can look it up."
        )
    if git_or_none(root, "rev-parse", "--is-shallow-repository") == "true":
        raise NotPublishableError(
            "This clone has no history, so pages could not say when they were edited. "
            "Run git fetch --unshallow."
        )
    reasons = ""
    for record in records or [root / RECORD]:
        reason = _reason_rejected(record, commit, keras)
        if reason is None:
            return record
        reasons += f"{reason} "
    raise NotPublishableError(
        f"{reasons}A version is published after a whole run of its tests has passed at "
        "the commit: run `uv run pytest` in this environment, then publish."
    )


def _reason_rejected(record: Path, commit: str, keras: str) -> str | None:
    name = _name(record)
    try:
        run = load_record(record)
    except RecordError as error:
        return str(error)
    if run["commit"] != commit:
        return f"{name}: it ran at commit {run['commit'][:8]}, this is {commit[:8]}."
    if run["keras"] != keras:
        return f"{name}: it ran on Keras {run['keras']}, this is Keras {keras}."
    if not run["pages"]:
        return f"{name}: nothing ran."
    return None


def _name(file: Path) -> str:
    """Return the path of a record as messages show it, from .cache on."""
    return "".join(file.as_posix().rpartition(".cache/")[1:])
