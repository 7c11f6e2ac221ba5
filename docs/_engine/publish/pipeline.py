"""Publish: build in a scratch clone, verify, push once."""

from pathlib import Path

from docs._engine.core.git import git
from docs._engine.publish import remote
from docs._engine.publish.environments import load_environments
from docs._engine.publish.mike import mike_deploy
from docs._engine.publish.retire import retire_version
from docs._engine.publish.root_files import render_root_files
from docs._engine.publish.staging import copy_identity, share_caches, staging_clone
from docs._engine.publish.verify import verify
from docs._engine.publish.versions import LATEST, load_versions, newest


def publish(root: Path, pythons: dict[str, str], dry_run: bool) -> None:
    """Build versions and publish them together, or nothing.

    Args:
        root: The repository.
        pythons: The Python of each environment, by the name of its version.
        dry_run: Whether all is done but the push.

    Raises:
        PublishError: Nothing was published.
        OutcomeUnknownError: The remote may have taken the push.
    """
    environments = load_environments(root, pythons)
    base = remote.fetch_published(root)
    with staging_clone(root, "HEAD") as clone:
        copy_identity(root, clone)
        share_caches(root, clone)
        pages = check_out_pages(clone, base)
        latest = newest([*(each.name for each in load_versions(pages)), *pythons])
        for environment in environments:
            print(f"{environment.name}: building.", flush=True)
            aliases = [LATEST] if environment.name == latest else []
            mike_deploy(clone, remote.BRANCH, environment, aliases)
        git(pages, "reset", "--quiet", "--hard", remote.REF)
        names = ", ".join(f"{each.name} (Keras {each.keras})" for each in environments)
        message = f"Publish {names}\n\nFrom commit {git(clone, 'rev-parse', 'HEAD')}."
        new = squash(root, pages, base, message)
    finish(root, base, new, dry_run)


def retire(root: Path, name: str, dry_run: bool) -> None:
    """Put redirects in the place of a version.

    Raises:
        PublishError: Nothing was published.
        OutcomeUnknownError: The remote may have taken the push.
    """
    base = remote.published_commit(root)
    with staging_clone(root, base) as pages:
        copy_identity(root, pages)
        retire_version(pages, name)
        new = squash(root, pages, base, f"Retire {name}")
    finish(root, base, new, dry_run)


def check_out_pages(clone: Path, base: str | None) -> Path:
    """Check out what is published beside a scratch clone; nothing if there is none."""
    if base is None:
        empty = git(clone, "hash-object", "-t", "tree", "-w", "--stdin")
        base = git(clone, "commit-tree", empty, "-m", "Nothing is published yet")
    git(clone, "update-ref", remote.REF, base)
    git(clone, "worktree", "add", "--quiet", clone.parent / "pages", remote.BRANCH)
    return clone.parent / "pages"


def squash(root: Path, pages: Path, base: str | None, message: str) -> str | None:
    """Commit all that a folder holds on top of `base`, if it is whole.

    Returns:
        The commit, which the repository then has; None if nothing differs.

    Raises:
        PublishError: Something is wrong with what would be published.
    """
    for name, content in render_root_files(pages).items():
        (pages / name).write_bytes(content)
    git(pages, "add", "--all", "--force", ".")
    tree = git(pages, "write-tree")
    if base and tree == git(pages, "rev-parse", f"{base}^{{tree}}"):
        return None
    verify(pages)
    parents = ["-p", base] if base else []
    new = git(pages, "commit-tree", tree, *parents, "-m", message)
    git(pages, "update-ref", remote.REF, new)
    remote.fetch_objects(root, pages, remote.REF)
    return new


def finish(root: Path, base: str | None, new: str | None, dry_run: bool) -> None:
    """Push a verified commit, unless there is nothing to push."""
    if new is None:
        print("Nothing changed: this is what is published already.")
    elif dry_run:
        print(f"Verified. Nothing was pushed to {remote.REMOTE}: a dry run.")
    else:
        print(f"Verified. Pushing to {remote.REMOTE}.", flush=True)
        remote.push(root, base, new)
        print(f"Published: {remote.BRANCH} is {new[:8]} at {remote.REMOTE}.")
