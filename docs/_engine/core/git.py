"""Run git in a folder, whatever hook or environment the process was started from."""

import os
import subprocess
from pathlib import Path

OPTIONS = [
    "-c",
    "core.quotePath=off",
    "-c",
    "gc.auto=0",
    "-c",
    "maintenance.auto=false",
]
INHERITED = "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"
"""Variables that git sets for its hooks; they would lead to another repository."""


class GitError(Exception):
    """git is missing or ended with an error; the message is what it wrote."""


def environment(variables: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which git looks at the folder it runs in.

    Args:
        variables: More variables, such as the identity of whoever commits.
    """
    inherited = {key: text for key, text in os.environ.items() if key not in INHERITED}
    return {**inherited, "LC_ALL": "C.UTF-8", **(variables or {})}


def git(
    folder: Path,
    *arguments: object,
    stdin: bytes = b"",
    variables: dict[str, str] | None = None,
) -> str:
    """Return what git prints, without the line break at its end.

    Args:
        folder: The folder that git runs in.
        arguments: The arguments of git.
        stdin: What git reads.
        variables: More variables of its environment.

    Raises:
        GitError: git is missing or ended with an error.
    """
    try:
        result = subprocess.run(  # noqa: S603
            ["git", *OPTIONS, *map(str, arguments)],  # noqa: S607
            cwd=folder,
            env=environment(variables),
            input=stdin,
            capture_output=True,
        )
    except FileNotFoundError:
        raise GitError("git is not installed.") from None
    if result.returncode:
        message = result.stderr.decode("utf-8", "replace").strip()
        raise GitError(message or f"git {arguments[0]} ended with {result.returncode}.")
    return result.stdout.decode("utf-8", "surrogateescape").strip("\n")


def git_or_none(folder: Path, *arguments: object) -> str | None:
    """Return what git prints; None without git or a repository, or after an error."""
    try:
        return git(folder, *arguments)
    except GitError:
        return None
