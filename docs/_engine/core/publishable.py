"""May this be published? Only a commit of which a whole test run has passed.

The command that publishes asks here before it builds, and so does each build that mike
starts.
"""

from pathlib import Path

from docs._engine.core.git import git_or_none
from docs._engine.core.run_record import RECORD, RecordError, load_record, name_of


class NotPublishableError(Exception):
    """This commit may not be published; the message says why and what to do."""


def require_publishable(root: Path, keras: str, *records: Path) -> Path:
    """Return the run record that allows what is checked out to be published for Keras.

    It may be in one of several files; by default, it is `.cache/run.json`.

    Raises:
        NotPublishableError: Something is not committed, the history is cut off, or no
            record is of a whole run of this commit on this Keras.
    """
    commit = git_or_none(root, "rev-parse", "HEAD")
    if commit is None:
        raise NotPublishableError("This is not a git repository with a commit.")
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
        reason = _rejection_reason(record, commit, keras)
        if reason is None:
            return record
        reasons += f"{reason} "
    raise NotPublishableError(
        f"{reasons}A version can be published only after all of its tests have passed "
        "at this commit: run `uv run pytest` in this environment, then publish again."
    )


def _rejection_reason(record: Path, commit: str, keras: str) -> str | None:
    name = name_of(record)
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
