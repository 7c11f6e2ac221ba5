"""Scratch clones: a publish is put together in one, away from the working tree."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs._engine.core.git import git

CACHES = "notebooks", "site"
"""Folders of .cache whose files are named by all that they are made from."""


@contextmanager
def staging_clone(root: Path, commit: str) -> Iterator[Path]:
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


def copy_identity(root: Path, clone: Path) -> None:
    """Let whoever commits to the repository be the one who commits to the clone."""
    name, _, rest = git(root, "var", "GIT_COMMITTER_IDENT").partition(" <")
    git(clone, "config", "user.name", name)
    git(clone, "config", "user.email", rest.partition(">")[0])


def share_caches(root: Path, clone: Path) -> None:
    """Let builds in a scratch clone find what was drawn and run before."""
    for name in CACHES:
        (root / ".cache" / name).mkdir(parents=True, exist_ok=True)
        (clone / ".cache").mkdir(exist_ok=True)
        (clone / ".cache" / name).symlink_to(root / ".cache" / name)
