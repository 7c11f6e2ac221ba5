"""Versions on the published branch, as mike lists them in versions.json."""

import json
import re
from pathlib import Path
from typing import NamedTuple

FILE = "versions.json"
LATEST = "latest"
DEV = "dev"
HEADER = "Version", "Also", "Keras", "Commit", "Tested", "Pages"
MINOR = re.compile(r"\d+\.\d+")


class Version(NamedTuple):
    """An entry of versions.json."""

    name: str
    aliases: list[str]
    properties: dict[str, str]
    """`keras`, `commit` and `date` of the test run behind it."""


def load_versions(folder: Path) -> list[Version]:
    """Return the versions that a folder holds, the newest first.

    Raises:
        ValueError: versions.json is not what mike writes.
    """
    if not (folder / FILE).is_file():
        return []
    try:
        versions = [
            Version(each["version"], each["aliases"], each.get("properties") or {})
            for each in json.loads((folder / FILE).read_bytes())
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
    return max(filter(MINOR.fullmatch, names), key=sort_key, default=None)


def render_table(folder: Path) -> str:
    """Return a line for each version, those that versions.json does not list last."""
    rows: list[tuple[str, ...]] = [HEADER]
    names = [version.name for version in load_versions(folder)]
    for name, aliases, properties in load_versions(folder):
        run = [properties.get(key, "?")[:10] for key in ("keras", "commit", "date")]
        rows.append((name, ", ".join(aliases), *run))
    folders = filter(is_version, (each.name for each in folder.iterdir()))
    retired = sorted({*folders} - {*names}, key=sort_key, reverse=True)
    rows += [(name, "retired", "", "", "") for name in retired]
    for number, row in enumerate(rows[1:], 1):
        pages = (folder / row[0]).rglob("index.html")
        rows[number] = (*row, str(len(list(pages))))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
