"""Versions on the published branch, as mike lists them in versions.json."""

import json
import re
from pathlib import Path
from typing import NamedTuple

FILE = "versions.json"
LATEST = "latest"
DEV = "dev"
MINOR = re.compile(r"\d+\.\d+")


class Version(NamedTuple):
    """An entry of versions.json."""

    name: str
    aliases: list[str]
    properties: dict[str, str]
    """`keras`, `commit` and `date` of the run behind it, if the publisher wrote it."""


def load_versions(folder: Path) -> list[Version]:
    """Return the versions that a folder holds, the newest first.

    Raises:
        ValueError: versions.json is not what mike writes.
    """
    file = folder / FILE
    if not file.is_file():
        return []
    try:
        versions = [
            Version(each["version"], each["aliases"], each.get("properties") or {})
            for each in json.loads(file.read_bytes())
        ]
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no {error}") from None
    return sorted(versions, key=lambda version: sort_key(version.name), reverse=True)


def sort_key(name: str) -> tuple[int, ...]:
    """Return the key that sorts names of versions: the oldest first, dev last."""
    return tuple(map(int, name.split("."))) if MINOR.fullmatch(name) else (10**6,)


def is_version(name: str) -> bool:
    """Return whether a folder of this name is a version."""
    return name == DEV or MINOR.fullmatch(name) is not None


def newest(names: list[str]) -> str | None:
    """Return the newest released version of these, or None."""
    released = [name for name in names if MINOR.fullmatch(name)]
    return max(released, key=sort_key, default=None)
