"""git, asked from Python."""

from pathlib import Path

from docs._engine.core.git import GitError, git


class PublishError(Exception):
    """Nothing was published; the message says why, and what to do."""


class UnclearError(PublishError):
    """Something may have been published; the message says what."""


def commit_of(folder: Path, name: str) -> str | None:
    """Return the commit that a name stands for, or None."""
    try:
        return git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except GitError:
        return None


def is_ancestor(folder: Path, old: str, new: str) -> bool:
    """Return whether the history of `new` holds `old`."""
    try:
        git(folder, "merge-base", "--is-ancestor", old, new)
    except GitError:
        return False
    return True


def clean_commit(root: Path) -> str:
    """Return the commit that is checked out.

    Raises:
        PublishError: Something is not committed, or the history is cut off.
    """
    changes = git(root, "status", "--porcelain")
    if changes:
        raise PublishError(
            f"These files are not committed:\n{changes}\nCommit them, or remove them. "
            "What is published is a commit, so that everyone can look it up."
        )
    if git(root, "rev-parse", "--is-shallow-repository") == "true":
        raise PublishError(
            "This clone has no history, so pages could not say when they were edited. "
            "Run git fetch --unshallow."
        )
    commit = commit_of(root, "HEAD")
    if commit is None:
        raise PublishError("There is no commit yet.")
    return commit


def identity(root: Path) -> dict[str, str]:
    """Return the name and address of whoever commits, as variables for git.

    Raises:
        PublishError: git does not know them.
    """
    try:
        who = git(root, "var", "GIT_COMMITTER_IDENT")
    except GitError as error:
        raise PublishError(f"git does not know who commits. {error}") from None
    name, _, rest = who.partition(" <")
    known = {"NAME": name, "EMAIL": rest.partition(">")[0]}
    roles = "AUTHOR", "COMMITTER"
    return {f"GIT_{role}_{key}": text for role in roles for key, text in known.items()}
