"""Publish: build in a scratch clone, verify, push once."""

from pathlib import Path

from docs._engine.core.git import git
from docs._engine.publish.environments import load_environments
from docs._engine.publish.errors import PublishError
from docs._engine.publish.mike import mike_deploy
from docs._engine.publish.remote import Target, fetch_objects, fetch_published, push
from docs._engine.publish.retire import retire_version
from docs._engine.publish.root_files import write_root_files
from docs._engine.publish.staging import copy_identity, share_caches, staging_clone
from docs._engine.publish.verify import find_problems
from docs._engine.publish.versions import LATEST, load_versions, newest

MAX_SHOWN = 40
"""Problems that are shown."""


def publish(target: Target, pythons: dict[str, str], dry_run: bool) -> None:
    """Build versions and publish them together, or nothing.

    Args:
        target: Where they are published.
        pythons: The Python of each environment, by the name of its version.
        dry_run: Whether all is done but the push.

    Raises:
        PublishError: Nothing was published.
        OutcomeUnknownError: The remote fell silent during the push.
    """
    environments = load_environments(target.root, pythons)
    base = fetch_published(target)
    with staging_clone(target.root, "HEAD") as clone:
        copy_identity(target.root, clone)
        share_caches(target.root, clone)
        pages = check_out_pages(clone, target, base)
        names = [version.name for version in load_versions(pages)]
        latest = newest([*names, *pythons])
        for environment in environments:
            print(f"{environment}: building.", flush=True)
            aliases = [LATEST] if environment.name == latest else []
            mike_deploy(clone, target.branch, environment, aliases)
        git(pages, "reset", "--quiet", "--hard", target.ref)
        message = f"Publish {', '.join(map(str, environments))}"
        commit = git(clone, "rev-parse", "HEAD")
        new = squash(target, pages, base, f"{message}\n\nFrom commit {commit}.")
    finish(target, base, new, dry_run)


def retire(target: Target, name: str, dry_run: bool) -> None:
    """Put redirects in the place of a version.

    Raises:
        PublishError: Nothing was published.
        OutcomeUnknownError: The remote fell silent during the push.
    """
    base = fetch_published(target)
    if base is None:
        raise PublishError(f"There is no {target} yet.")
    with staging_clone(target.root, base) as pages:
        copy_identity(target.root, pages)
        retire_version(pages, name)
        new = squash(target, pages, base, f"Retire {name}")
    finish(target, base, new, dry_run)


def check_out_pages(clone: Path, target: Target, base: str | None) -> Path:
    """Check out what is published beside a scratch clone; nothing if there is none."""
    pages = clone.parent / "pages"
    if base is None:
        empty = git(clone, "hash-object", "-t", "tree", "-w", "--stdin")
        base = git(clone, "commit-tree", empty, "-m", "Nothing is published yet")
    git(clone, "update-ref", target.ref, base)
    git(clone, "worktree", "add", "--quiet", pages, target.branch)
    return pages


def squash(target: Target, pages: Path, base: str | None, message: str) -> str | None:
    """Commit all that a folder holds on top of `base`, if it is whole.

    Returns:
        The commit, which the clone of the target then has; None if nothing differs.

    Raises:
        PublishError: Something is wrong with what would be published.
    """
    write_root_files(pages)
    git(pages, "add", "--all", "--force", ".")
    tree = git(pages, "write-tree")
    if base and tree == git(pages, "rev-parse", f"{base}^{{tree}}"):
        return None
    verify(pages)
    parents = ["-p", base] if base else []
    new = git(pages, "commit-tree", tree, *parents, "-m", message)
    git(pages, "update-ref", target.ref, new)
    fetch_objects(target.root, pages, target.ref)
    return new


def verify(folder: Path) -> None:
    """Verify published files.

    Raises:
        PublishError: Something is wrong with them.
    """
    if problems := find_problems(folder):
        left = len(problems) - MAX_SHOWN
        more = [f"… and {left} more"] if left > 0 else []
        raise PublishError("\n".join([*problems[:MAX_SHOWN], *more]))


def finish(target: Target, base: str | None, new: str | None, dry_run: bool) -> None:
    """Push a verified commit, unless there is nothing to push."""
    if new is None:
        print("Nothing changed: this is what is published already.")
    elif dry_run:
        print(f"Verified. Nothing was pushed to {target.remote}: a dry run.")
    else:
        print(f"Verified. Pushing to {target.remote}.", flush=True)
        push(target, base, new)
        print(f"Published: {target.branch} is {new[:8]} at {target.remote}.")
