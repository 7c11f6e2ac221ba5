"""From what is published to what shall be: put together aside, verified, one push."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from docs._engine.core.git import GitError, git
from docs._engine.publish import remote
from docs._engine.publish.remote import Target
from docs._engine.publish.repository import PublishError, identity
from docs._engine.publish.root_files import root_files
from docs._engine.publish.staging import FOLDER, lock, workshop
from docs._engine.publish.tree import Branch, commit_files
from docs._engine.publish.verify import problems

SUMMARIES = FOLDER / "summaries"
SHOWN = 40
"""Problems that are shown."""

Change = Callable[[Path, dict[str, str]], None]
"""Commits to the branch in a workshop; it is given that, and who commits."""


def publish(
    target: Target, commit: str, message: str, change: Change, dry_run: bool
) -> None:
    """Change what is published, wholly or not at all.

    Args:
        target: Where.
        commit: What is checked out in the workshop.
        message: What the one new commit of the branch says.
        change: What makes the change.
        dry_run: Whether all is done but the push.

    Raises:
        PublishError: It was not published.
    """
    who = identity(target.root)
    with lock(target.root):
        base = remote.published_commit(target)
        if base:
            remote.fetch(target, base)
        with workshop(target.root, commit, **who) as place:
            if base:
                git(place, "update-ref", target.ref, base)
            change(place, who)
            new = finished(place, target.branch, base, message, who)
            if new is None:
                print("Nothing changed: this is what is published already.")
                return
            check(place, new, target.root / SUMMARIES)
            if dry_run:
                print(f"Verified. Nothing was pushed to {target.remote}: a dry run.")
                return
            git(
                target.root,
                *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head"),
                *(place, target.ref),
            )
        print(f"Verified. Pushing to {target.remote}.", flush=True)
        remote.push(target, base, new)
        print(f"Published: {target.branch} is {new[:8]} at {target.remote}.")
        if left := remote.follow(target, base, new):
            print(left)


def finished(
    place: Path, branch: str, base: str | None, message: str, who: dict[str, str]
) -> str | None:
    """Make one commit of all that was changed, with the files of the root.

    Returns:
        The commit; None if nothing differs from `base`. The branch is moved to it.
    """
    ref = f"refs/heads/{branch}"
    with closing(Branch(place, ref)) as tree:
        files = root_files(tree)
    commit_files(place, branch, files, **who)
    made = git(place, "rev-parse", f"{ref}^{{tree}}")
    if base and made == git(place, "rev-parse", f"{base}^{{tree}}"):
        return None
    parents = ["-p", base] if base else []
    new = git(place, "commit-tree", made, *parents, "-m", message, variables=who)
    git(place, "update-ref", ref, new)
    return new


def check(repository: Path, commit: str, kept: Path) -> None:
    """Verify everything that would be published.

    Raises:
        PublishError: Something is wrong.
    """
    try:
        with closing(Branch(repository, commit)) as tree:
            wrong = problems(tree, kept)
    except GitError as error:
        raise PublishError(f"What was built cannot be read:\n{error}") from None
    if wrong:
        more = f"\n… and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
        listed = "\n".join(wrong[:SHOWN])
        raise PublishError(f"What was built is not whole:\n{listed}{more}")
