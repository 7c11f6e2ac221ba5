"""The files of a published branch, or of a folder that holds the same."""

import hashlib
import subprocess
from functools import cached_property
from pathlib import Path
from typing import Protocol

from docs._engine.core.git import OPTIONS, environment, git


class Tree(Protocol):
    """Files by their path, as in `3.15/l2/index.html`."""

    files: dict[str, str]
    """The digest of each file."""

    def read(self, path: str) -> bytes:
        """Return what a file holds."""

    def folders(self) -> dict[str, str]:
        """Return a digest of all that each folder of the first level holds."""


class Branch:
    """The files of a commit."""

    def __init__(self, repository: Path, commit: str):
        """Read which files there are."""
        self.repository, self.commit = repository, commit
        listed = git(repository, "ls-tree", "-r", "-z", "--full-tree", commit)
        rows = [line.partition("\t") for line in filter(None, listed.split("\0"))]
        self.files = {path: facts.split()[2] for facts, _, path in rows}

    def read(self, path: str) -> bytes:
        """Return what a file holds."""
        asked, answers = self._process.stdin, self._process.stdout
        asked.write(f"{self.files[path]}\n".encode())
        asked.flush()
        size = int(answers.readline().split()[2])
        return answers.read(size + 1)[:-1]

    def folders(self) -> dict[str, str]:
        """Return a digest of all that each folder of the first level holds."""
        listed = git(self.repository, "ls-tree", "-d", "-z", "--full-tree", self.commit)
        rows = [line.partition("\t") for line in filter(None, listed.split("\0"))]
        return {path: facts.split()[2] for facts, _, path in rows}

    @cached_property
    def _process(self) -> subprocess.Popen:
        return subprocess.Popen(  # noqa: S603
            ["git", *OPTIONS, "cat-file", "--batch"],  # noqa: S607
            cwd=self.repository,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def close(self) -> None:
        """End the process that reads."""
        if "_process" in self.__dict__:
            self._process.communicate()


class Folder:
    """The files of a folder."""

    def __init__(self, folder: Path):
        """Read which files there are."""
        self.folder = folder
        self.files = {
            file.relative_to(folder).as_posix(): _digest(file)
            for file in sorted(folder.rglob("*"))
            if file.is_file() and ".git" not in file.relative_to(folder).parts
        }

    def read(self, path: str) -> bytes:
        """Return what a file holds."""
        return (self.folder / path).read_bytes()

    def folders(self) -> dict[str, str]:
        """Return a digest of all that each folder of the first level holds."""
        digests = {}
        for path, digest in self.files.items():
            name, slash, rest = path.partition("/")
            if slash:
                each = digests.setdefault(name, hashlib.sha256())
                each.update(f"{rest}\0{digest}\0".encode())
        return {name: each.hexdigest() for name, each in digests.items()}

    def close(self) -> None:
        """Nothing is open."""


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def commit_files(
    repository: Path,
    branch: str,
    files: dict[str, bytes],
    remove: tuple[str, ...] = (),
    **identity: str,
) -> None:
    """Add a commit to a branch.

    Args:
        repository: The repository.
        branch: The branch; it need not exist.
        files: What is written.
        remove: Files and folders that are removed before.
        identity: Who commits, as `repository.identity` returns it.
    """
    ref = f"refs/heads/{branch}"
    stream = [f"commit {ref}\ncommitter x <x> now\ndata 0\n".encode()]
    if git(repository, "for-each-ref", ref):
        stream.append(f"from {ref}^0\n".encode())
    stream += [f"D {path}\n".encode() for path in remove]
    for path, content in files.items():
        stream.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode())
        stream += [content, b"\n"]
    stream.append(b"done\n")
    git(
        repository,
        *("fast-import", "--quiet", "--done", "--date-format=now"),
        stdin=b"".join(stream),
        variables=identity,
    )
