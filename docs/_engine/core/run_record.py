"""Record of a passed test run, which pages show and publishing requires.

A run of everything writes `.cache/run.json` (tests/runner/run_record.py):

    {"commit": "8a5c…", "keras": "3.15.1", "date": "2026-11-22",
     "pages": {"l2/index.md": {"examples": 21, "statements": 34}}}

It counts for that commit, without a change, on that Keras.
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


def load_record(file: Path) -> dict[str, Any]:
    """Return the record of a run.

    Raises:
        RecordError: There is no file, or it does not hold what a record holds.
    """
    if not file.is_file():
        raise RecordError(f"{name_of(file)}: there is no record of a run that passed.")
    try:
        run: dict[str, Any] = json.loads(file.read_text("utf-8"))
        pages = run["pages"].values()
        counts = [each["examples"] + each["statements"] for each in pages]
        sum(counts, len(run["commit"] + run["keras"] + run["date"]))
    except (ValueError, LookupError, TypeError, AttributeError):
        message = f"{name_of(file)}: this is not the record of a test run. Remove it."
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


def name_of(file: Path) -> str:
    """Return the path of a record as messages show it, from .cache on."""
    return "".join(file.as_posix().rpartition(".cache/")[1:])
