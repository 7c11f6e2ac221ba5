"""Where a publish is put together: a clone of its own, and one publish at a time.

mike reads the list of versions before it builds and writes it afterwards, so two mikes
in one clone lose a version. And what stands in the working tree is nobody's commit.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs._engine.core.git import git
from docs._engine.publish.repository import PublishError

FOLDER = Path(".cache") / "publish"
CACHES = "cards", "notebooks", "site"
"""Folders of .cache whose files are named by all that they are made from."""


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Keep a second publish from the same clone out. A process that dies unlocks.

    Raises:
        PublishError: Another process publishes.
    """
    common = git(root, "rev-parse", "--path-format=absolute", "--git-common-dir")
    with Path(common, "publish.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise PublishError(
                f"{file.read() or 'Another process'} publishes from this clone. "
                "Wait until it is done, and run this again."
            ) from None
        file.truncate(0)
        file.write(f"Process {os.getpid()} (since {time.strftime('%H:%M:%S')})")
        file.flush()
        yield


@contextmanager
def workshop(root: Path, commit: str, **identity: str) -> Iterator[Path]:
    """Give a clone of a repository in which `commit` is checked out and nothing else.

    It borrows the objects of the repository, and knows none of its branches. Whoever
    opens one has the `lock`: what an earlier process left is no longer used.

    Args:
        root: The repository.
        commit: A commit of it.
        identity: Who commits, as `repository.identity` returns it.
    """
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("workshop-*"):
        shutil.rmtree(left, ignore_errors=True)
    place = Path(tempfile.mkdtemp(prefix="workshop-", dir=folder))
    try:
        git(place, "init", "-q", "--template=")
        objects = git(
            root, "rev-parse", "--path-format=absolute", "--git-path", "objects"
        )
        borrowed = place / ".git" / "objects" / "info" / "alternates"
        borrowed.parent.mkdir(exist_ok=True)
        borrowed.write_text(f"{objects}\n", "utf-8")
        git(place, "config", "user.name", identity["GIT_COMMITTER_NAME"])
        git(place, "config", "user.email", identity["GIT_COMMITTER_EMAIL"])
        git(place, "config", "gc.auto", "0")
        git(place, "checkout", "-q", "--detach", commit)
        share_caches(root, place)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def share_caches(root: Path, place: Path) -> None:
    """Let builds in a workshop find what was drawn and run before."""
    (place / ".cache").mkdir(exist_ok=True)
    for name in CACHES:
        kept = root / ".cache" / name
        kept.mkdir(parents=True, exist_ok=True)
        (place / ".cache" / name).symlink_to(kept, target_is_directory=True)
