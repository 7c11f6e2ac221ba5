"""Publish: build in a scratch clone, verify, push once."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs._engine.core.git import git
from docs._engine.publish import remote
from docs._engine.publish.build import load_environments, mike_deploy
from docs._engine.publish.files import render_root_files, retire_version
from docs._engine.publish.verify import verify
from docs._engine.publish.versions import LATEST, load_versions, newest

CACHES = "notebooks", "site"
"""Folders of .cache whose files are named by all that they are made from."""


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
    """Build versions and publish them together, or nothing.

    Args:
        root: The repository.
        pythons: The Python of each environment, by the name of its version.
        dry_run: Whether all is done but the push.
    """
    environments = load_environments(root, pythons)
    base = remote.fetch_published(root)
    with scratch_clone(root, "HEAD") as clone:
        copy_identity(root, clone)
        # Builds find what was drawn and run before.
        (clone / ".cache").mkdir(exist_ok=True)
        for name in CACHES:
            (root / ".cache" / name).mkdir(parents=True, exist_ok=True)
            (clone / ".cache" / name).symlink_to(root / ".cache" / name)
        pages = check_out_pages(clone, base)
        latest = newest([*load_versions(pages), *pythons])
        for environment in environments:
            print(f"{environment.name}: building.", flush=True)
            aliases = [LATEST] if environment.name == latest else []
            mike_deploy(clone, environment, aliases)
        git(pages, "reset", "--quiet", "--hard", remote.REF)
        names = ", ".join(f"{each.name} (Keras {each.keras})" for each in environments)
        message = f"Publish {names}\n\nFrom commit {git(clone, 'rev-parse', 'HEAD')}."
        push_pages(root, pages, base, message, dry_run)


def retire(root: Path, name: str, dry_run: bool) -> None:
    """Put redirects in the place of a version."""
    base = remote.published_commit(root)
    with scratch_clone(root, base) as pages:
        copy_identity(root, pages)
        retire_version(pages, name)
        push_pages(root, pages, base, f"Retire {name}", dry_run)


def copy_identity(root: Path, clone: Path) -> None:
    """Let whoever commits to the repository be the one who commits to the clone."""
    name, _, rest = git(root, "var", "GIT_COMMITTER_IDENT").partition(" <")
    git(clone, "config", "user.name", name)
    git(clone, "config", "user.email", rest.partition(">")[0])


def check_out_pages(clone: Path, base: str | None) -> Path:
    """Check out what is published beside a scratch clone; nothing if there is none."""
    if base is None:
        empty = git(clone, "hash-object", "-t", "tree", "-w", "--stdin")
        base = git(clone, "commit-tree", empty, "-m", "Nothing is published yet")
    git(clone, "update-ref", remote.REF, base)
    git(clone, "worktree", "add", "--quiet", clone.parent / "pages", remote.BRANCH)
    return clone.parent / "pages"


def push_pages(
    root: Path, pages: Path, base: str | None, message: str, dry_run: bool
) -> None:
    """Commit all that a folder holds on top of `base`, and push it if it is whole."""
    for name, content in render_root_files(pages).items():
        (pages / name).write_bytes(content)
    git(pages, "add", "--all", "--force", ".")
    tree = git(pages, "write-tree")
    if base and tree == git(pages, "rev-parse", f"{base}^{{tree}}"):
        print("Nothing changed: this is what is published already.")
        return
    verify(pages)
    if dry_run:
        print(f"Verified. Nothing was pushed to {remote.REMOTE}: a dry run.")
        return
    parents = ["-p", base] if base else []
    new = git(pages, "commit-tree", tree, *parents, "-m", message)
    git(pages, "update-ref", remote.REF, new)
    remote.fetch_objects(root, pages, remote.REF)
    print(f"Verified. Pushing to {remote.REMOTE}.", flush=True)
    remote.push(root, base, new)
    print(f"Published: {remote.BRANCH} is {new[:8]} at {remote.REMOTE}.")
