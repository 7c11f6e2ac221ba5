"""The branch at the remote, and the one push that changes it."""

from contextlib import suppress
from pathlib import Path

from docs._engine.core.git import GitError, git, git_or_none

REMOTE = "origin"
BRANCH = "gh-pages"
REF = f"refs/heads/{BRANCH}"


class PublishError(Exception):
    """Nothing was published; the message of the command says why, and what to do."""


class OutcomeUnknownError(Exception):
    """The remote may have taken the push; the message says how to find out."""


def fetch_published_commit(root: Path, may_be_absent: bool = False) -> str:
    """Fetch the published commit into a clone, and return it; no branch here moves.

    It is empty if the remote has no such branch, which may be an error.
    """
    try:
        commit = git(root, "ls-remote", REMOTE, REF).partition("\t")[0]
        if commit:
            fetch_objects(root, REMOTE, REF)
    except GitError as error:
        advice = "Correct git remote, or try again later."
        raise PublishError(f"{REMOTE} does not answer:\n{error}\n{advice}") from None
    if not commit and not may_be_absent:
        raise PublishError(f"{REMOTE} has no branch {BRANCH} yet.")
    return commit


def fetch_objects(root: Path, repository: str | Path, ref: str) -> None:
    """Fetch what a name of another repository leads to; nothing here is moved."""
    options = "--quiet", "--no-tags", "--no-write-fetch-head"
    git(root, "fetch", *options, repository, ref)


def push(root: Path, base: str, new: str) -> None:
    """Move the branch of the remote from `base` to `new`, or not at all.

    What counts is what the remote has afterwards, whatever git heard of it.

    Raises:
        PublishError: The remote refused, or another publish was first.
        OutcomeUnknownError: The remote may have taken it, or take it yet.
    """
    failure: BaseException | None = None
    try:
        lease = f"--force-with-lease={REF}:{base}"
        git(root, "push", "--quiet", lease, REMOTE, f"{new}:{REF}")
    except (GitError, KeyboardInterrupt) as error:
        failure = error
    current = None
    with suppress(PublishError, KeyboardInterrupt):
        current = fetch_published_commit(root, may_be_absent=True)
    # The next publish may already be on top of this one.
    contains = "merge-base", "--is-ancestor", new, current
    if current and git_or_none(root, *contains) is not None:
        return
    if current is None or isinstance(failure, KeyboardInterrupt):
        raise OutcomeUnknownError(
            f"{new[:8]} was pushed, and it is not known whether {REMOTE} takes it: "
            f"{str(failure) or 'interrupted'}\nLook with --list. If {BRANCH} does not "
            "become that commit, run this again."
        )
    if current == base:
        advice = "Correct that, and run this again."
        raise PublishError(f"{REMOTE} did not take the push:\n{failure}\n{advice}")
    raise PublishError(
        f"Someone else published to {BRANCH} meanwhile: it was "
        f"{(base or 'absent')[:8]}, and is {(current or 'absent')[:8]}. Nothing of "
        "yours was pushed, nothing of theirs is lost. Run this again."
    )
