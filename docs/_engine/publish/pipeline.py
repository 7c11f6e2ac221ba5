"""Publish: build in a scratch clone, verify, push once."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs._engine.core.git import git
from docs._engine.publish import files, remote
from docs._engine.publish.build import load_environments, mike_deploy
from docs._engine.publish.verify import verify


@contextmanager
def scratch_clone(root: Path, commit: str) -> Iterator[Path]:
    """Give a scratch clone in which a commit is checked out.

    It borrows the objects of the repository. A kill leaves it in the temporary folder
    of the system, where nothing reads it again.
    """
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        clone = Path(folder) / "clone"
        options = "--quiet", "--shared", "--no-checkout", "--no-tags", "--template="
        git(root, "clone", *options, root, clone)
        # What is published has the same bytes, whoever publishes it.
        git(clone, "config", "core.autocrlf", "false")
        git(clone, "checkout", "--quiet", "--detach", commit)
        yield clone


def publish(root: Path, pythons: dict[str, str], dry_run: bool) -> None:
    """Build a version with each Python, by its name; publish all together, or none."""
    environments = load_environments(root, pythons)
    base = remote.fetch_published_commit(root, may_be_absent=True)
    with scratch_clone(root, "HEAD") as clone:
        copy_identity(root, clone)
        # Their files are named by all that they are made from.
        (clone / ".cache").mkdir(exist_ok=True)
        for name in "notebooks", "site":
            (root / ".cache" / name).mkdir(parents=True, exist_ok=True)
            (clone / ".cache" / name).symlink_to(root / ".cache" / name)
        old, pages = base, clone.parent / "pages"
        if not old:
            empty = git(clone, "hash-object", "-t", "tree", "-w", "--stdin")
            old = git(clone, "commit-tree", empty, "-m", "Nothing is published yet")
        git(clone, "update-ref", remote.REF, old)
        git(clone, "worktree", "add", "--quiet", pages, remote.BRANCH)
        latest = files.newest([*files.load_versions(pages), *pythons])
        for environment in environments:
            print(f"{environment.name}: building.", flush=True)
            aliases = [files.LATEST] if environment.name == latest else []
            mike_deploy(clone, environment, aliases)
        git(pages, "reset", "--quiet", "--hard", remote.REF)
        names = ", ".join(f"{each.name} (Keras {each.keras})" for each in environments)
        message = f"Publish {names}\n\nFrom commit {git(clone, 'rev-parse', 'HEAD')}."
        new = commit_pages(root, pages, base, message)
    push_commit(root, base, new, dry_run)


def retire(root: Path, name: str, dry_run: bool) -> None:
    """Put redirects in the place of a version."""
    base = remote.fetch_published_commit(root)
    with scratch_clone(root, base) as pages:
        copy_identity(root, pages)
        files.retire_version(pages, name)
        new = commit_pages(root, pages, base, f"Retire {name}")
    push_commit(root, base, new, dry_run)


def copy_identity(root: Path, clone: Path) -> None:
    """Let whoever commits to the repository be the one who commits to the clone."""
    name, _, rest = git(root, "var", "GIT_COMMITTER_IDENT").partition(" <")
    git(clone, "config", "user.name", name)
    git(clone, "config", "user.email", rest.partition(">")[0])


def commit_pages(root: Path, pages: Path, base: str, message: str) -> str | None:
    """Commit all that a folder holds on top of `base`, if it is whole.

    Returns:
        The commit, which the repository then has; None if nothing differs.
    """
    for name, content in files.render_root_files(pages).items():
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


def push_commit(root: Path, base: str, new: str | None, dry_run: bool) -> None:
    """Push a verified commit, if there is one; nothing that may fail comes after."""
    if new is None:
        print("Nothing changed: this is what is published already.")
    elif dry_run:
        print(f"Verified. Nothing was pushed to {remote.REMOTE}: a dry run.")
    else:
        print(f"Verified. Pushing to {remote.REMOTE}.", flush=True)
        remote.push(root, base, new)
        print(f"Published: {remote.BRANCH} is {new[:8]} at {remote.REMOTE}.")
