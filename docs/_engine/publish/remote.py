"""The branch at the remote, and the one push that changes it."""

from pathlib import Path
from typing import NamedTuple

from docs._engine.core.git import GitError, git, git_or_none
from docs._engine.publish.errors import OutcomeUnknownError, PublishError


class Target(NamedTuple):
    """Where the site is published."""

    root: Path
    """The clone from which it is published."""
    remote: str
    branch: str

    @property
    def ref(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"

    def __str__(self) -> str:
        """Return the target as messages show it."""
        return f"{self.branch} at {self.remote}"


def fetch_published(target: Target) -> str | None:
    """Fetch the published commit, and return it; no branch of the clone moves.

    Returns:
        The commit; None if the remote has no such branch.

    Raises:
        PublishError: The remote does not answer.
    """
    try:
        answer = git(target.root, "ls-remote", target.remote, target.ref).split()
        if answer:
            fetch_objects(target.root, target.remote, target.ref)
    except GitError as error:
        raise PublishError(
            f"{target.remote} does not answer:\n{error}\nCorrect git remote, or try "
            "again later."
        ) from None
    return answer[0] if answer else None


def fetch_objects(root: Path, repository: str | Path, ref: str) -> None:
    """Fetch what a name of another repository leads to; nothing here is moved."""
    options = "--quiet", "--no-tags", "--no-write-fetch-head"
    git(root, "fetch", *options, repository, ref)


def push(target: Target, base: str | None, new: str) -> None:
    """Move the branch of the remote from `base` to `new`, or not at all.

    What counts is what the remote has afterwards, whatever git heard of it.

    Raises:
        PublishError: The remote refused, or another publish was first.
        OutcomeUnknownError: The remote does not answer any more.
    """
    failure: BaseException | None = None
    try:
        lease = f"--force-with-lease={target.ref}:{base or ''}"
        git(target.root, "push", "-q", lease, target.remote, f"{new}:{target.ref}")
    except (GitError, KeyboardInterrupt) as error:
        failure = error
    try:
        current = fetch_published(target)
    except (PublishError, KeyboardInterrupt) as error:
        raise OutcomeUnknownError(
            f"{new[:8]} was pushed, and {target.remote} does not say whether it has "
            f"arrived.\n{failure or error}\nLook with --list when it answers: either "
            f"{target.branch} is {new[:8]}, or nothing was published."
        ) from None
    # The next publish may already be on top of this one.
    contains = "merge-base", "--is-ancestor", new, current
    if current and git_or_none(target.root, *contains) is not None:
        return
    if isinstance(failure, KeyboardInterrupt):
        raise OutcomeUnknownError(
            f"Interrupted during the push. {target} is not {new[:8]} so far: look with "
            "--list whether the remote still takes it, and run this again."
        ) from None
    if current == base:
        raise PublishError(
            f"{target.remote} did not take the push:\n{failure}\nCorrect that, and run "
            "this again."
        )
    raise PublishError(
        f"Someone else published to {target.branch} meanwhile: it was "
        f"{(base or 'absent')[:8]}, and is {(current or 'absent')[:8]}. Nothing of "
        "yours was pushed, nothing of theirs is lost. Run this again."
    )
