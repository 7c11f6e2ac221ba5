"""The branch at the remote, and the one push that changes it."""

from pathlib import Path

from docs._engine.core.git import GitError, git, git_or_none

REMOTE = "origin"
BRANCH = "gh-pages"
REF = f"refs/heads/{BRANCH}"


class PublishError(Exception):
    """Nothing was published; the message says why, and what to do.

    Any step may raise it, and only the command catches it.
    """


class OutcomeUnknownError(Exception):
    """The remote may have taken the push; the message says how to find out."""


def fetch_published(root: Path) -> str | None:
    """Fetch the published commit into a clone, and return it; no branch here moves.

    Returns:
        The commit; None if the remote has no such branch.
    """
    try:
        answer = git(root, "ls-remote", REMOTE, REF).split()
        if answer:
            fetch_objects(root, REMOTE, REF)
    except GitError as error:
        advice = "Correct git remote, or try again later."
        raise PublishError(f"{REMOTE} does not answer:\n{error}\n{advice}") from None
    return answer[0] if answer else None


def published_commit(root: Path) -> str:
    """Fetch the published commit as `fetch_published` does; there has to be one."""
    commit = fetch_published(root)
    if commit is None:
        raise PublishError(f"{REMOTE} has no branch {BRANCH} yet.")
    return commit


def fetch_objects(root: Path, repository: str | Path, ref: str) -> None:
    """Fetch what a name of another repository leads to; nothing here is moved."""
    options = "--quiet", "--no-tags", "--no-write-fetch-head"
    git(root, "fetch", *options, repository, ref)


def push(root: Path, base: str | None, new: str) -> None:
    """Move the branch of the remote from `base` to `new`, or not at all.

    What counts is what the remote has afterwards, whatever git heard of it.

    Raises:
        PublishError: The remote refused, or another publish was first.
        OutcomeUnknownError: The remote may have taken it, or take it yet.
    """
    failure: BaseException | None = None
    try:
        lease = f"--force-with-lease={REF}:{base or ''}"
        git(root, "push", "--quiet", lease, REMOTE, f"{new}:{REF}")
    except (GitError, KeyboardInterrupt) as error:
        failure = error
    unknown = OutcomeUnknownError(
        f"{new[:8]} was pushed, and it is not known whether {REMOTE} takes it: "
        f"{str(failure) or 'interrupted'}\nLook with --list. If {BRANCH} does not "
        "become that commit, run this again."
    )
    try:
        current = fetch_published(root)
    except (PublishError, KeyboardInterrupt):
        raise unknown from None
    # The next publish may already be on top of this one.
    contains = "merge-base", "--is-ancestor", new, current
    if current and git_or_none(root, *contains) is not None:
        return
    if isinstance(failure, KeyboardInterrupt):
        raise unknown
    if current == base:
        advice = "Correct that, and run this again."
        raise PublishError(f"{REMOTE} did not take the push:\n{failure}\n{advice}")
    raise PublishError(
        f"Someone else published to {BRANCH} meanwhile: it was "
        f"{(base or 'absent')[:8]}, and is {(current or 'absent')[:8]}. Nothing of "
        "yours was pushed, nothing of theirs is lost. Run this again."
    )
