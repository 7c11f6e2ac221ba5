"""Run git in a folder, whatever hook or environment the process was started from."""

import os
import subprocess
from pathlib import Path

SETTINGS = "core.quotePath=off", "gc.auto=0", "maintenance.auto=false"
INHERITED = "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"
"""Variables that git sets for its hooks; they would lead to another repository."""


class GitError(Exception):
    """git is missing or ended with an error; the message is what it wrote."""


def environment() -> dict[str, str]:
    """Return an environment in which git looks at the folder it runs in."""
    variables = {key: text for key, text in os.environ.items() if key not in INHERITED}
    return {**variables, "LC_ALL": "C.UTF-8"}


def git(folder: Path, *arguments: object) -> str:
    """Return what git prints in a folder, without the line break at its end.

    Raises:
        GitError: git is missing or ended with an error.
    """
    options = [option for each in SETTINGS for option in ("-c", each)]
    try:
        result = subprocess.run(  # noqa: S603
            ["git", *options, *map(str, arguments)],  # noqa: S607
            cwd=folder,
            env=environment(),
            stdin=subprocess.DEVNULL,
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
