"""The branch at the remote, and the one push that changes it."""

from pathlib import Path
from typing import NamedTuple

from docs._engine.core.git import GitError, git
from docs._engine.publish.repository import (
    PublishError,
    UnclearError,
    commit_of,
    is_ancestor,
)

NONE = "0" * 40


class Target(NamedTuple):
    """What is published to."""

    root: Path
    """The clone from which it is."""
    remote: str
    branch: str

    @property
    def ref(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"


def published_commit(target: Target) -> str | None:
    """Return the commit that the remote has; None if there is no such branch.

    Raises:
        PublishError: The remote does not answer.
    """
    try:
        answer = git(target.root, "ls-remote", target.remote, target.ref)
    except GitError as error:
        raise PublishError(
            f"{target.remote} does not answer:\n{error}\nCorrect git remote, or try "
            "again later."
        ) from None
    return answer.split()[0] if answer else None


def fetch(target: Target, commit: str) -> None:
    """Have the files of a published commit in the clone; no branch of it moves.

    Raises:
        PublishError: The remote does not give them.
    """
    try:
        git(
            target.root,
            *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head"),
            *(target.remote, target.ref),
        )
    except GitError as error:
        raise PublishError(f"{target.branch} cannot be fetched:\n{error}") from None
    if commit_of(target.root, commit) is None:
        raise PublishError(f"{target.branch} was replaced meanwhile. Run this again.")


def push(target: Target, base: str | None, new: str) -> None:
    """Move the branch of the remote from `base` to `new`, or not at all.

    Raises:
        PublishError: The remote refused, or another publish was first.
    """
    try:
        git(
            target.root,
            *("push", "--quiet", "--atomic"),
            f"--force-with-lease={target.ref}:{base or ''}",
            *(target.remote, f"{new}:{target.ref}"),
        )
    except KeyboardInterrupt:
        if published_commit(target) == new:
            raise UnclearError(
                f"Interrupted, but the push had arrived: {target.branch} is {new[:8]} "
                f"at {target.remote}. git fetch {target.remote} brings it here."
            ) from None
        raise
    except GitError as error:
        # What counts is what the remote has.
        there = published_commit(target)
        if there == new:
            return
        if there != base:
            raise PublishError(
                f"Someone else published to {target.branch} meanwhile: it was "
                f"{(base or 'absent')[:8]}, and is {(there or 'absent')[:8]}. Nothing "
                "of yours was pushed, nothing of theirs is lost. Run this again."
            ) from None
        raise PublishError(
            f"{target.remote} did not take the push:\n{error}\nRun this again when "
            "that is corrected."
        ) from None
    there = published_commit(target)
    if there != new and not (there and _contains(target, there, new)):
        raise UnclearError(
            f"git pushed without an error, but {target.remote} has "
            f"{(there or 'nothing')[:8]} as {target.branch}, not {new[:8]}. Look at "
            "what the remote does after a push, and run this again."
        )


def _contains(target: Target, there: str, new: str) -> bool:
    """Return whether the next publish is already on top of this one."""
    fetch(target, there)
    return is_ancestor(target.root, new, there)


def follow(target: Target, base: str | None, new: str) -> str | None:
    """Move the local branch along, unless it has commits of its own.

    Returns:
        Why it was left where it is; None if it was moved.
    """
    before = commit_of(target.root, target.ref)
    if before and before != base and not is_ancestor(target.root, before, new):
        return (
            f"Your branch {target.branch} has commits that are not published; it was "
            f"left as it is. git branch -f {target.branch} {new[:8]} drops them."
        )
    held = git(target.root, "worktree", "list", "--porcelain").splitlines()
    if f"branch {target.ref}" in held:
        return (
            f"Your branch {target.branch} is checked out; it was left as it is. "
            f"git merge {new[:8]} there brings it up to date."
        )
    try:
        git(target.root, "update-ref", target.ref, new, before or NONE)
    except GitError as error:
        return f"Your branch {target.branch} was left as it is: {error}"
    return None
