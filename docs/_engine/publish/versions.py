"""Versions on the published branch, as mike lists them in versions.json."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from docs._engine.publish.remote import PublishError

FILE = "versions.json"
LATEST = "latest"
DEV = "dev"
MINOR = re.compile(r"\d+\.\d+")
ROW = "{:9}{:9}{:12}{:12}{:12}{}"
HEADER = ROW.format("Version", "Also", "Keras", "Commit", "Tested", "Pages")


class Version(NamedTuple):
    """An entry of versions.json."""

    aliases: list[str]
    properties: dict[str, str]
    """`keras`, `commit` and `date` of the test run behind it."""


def load_versions(folder: Path) -> dict[str, Version]:
    """Return the versions that a folder holds by name, the newest first."""
    if not (folder / FILE).is_file():
        return {}
    try:
        return {
            each["version"]: Version(each["aliases"], each.get("properties") or {})
            for each in json.loads((folder / FILE).read_bytes())
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"{FILE}: is not what mike writes: {error!r}. Restore it."
        raise PublishError(message) from None


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
    versions = load_versions(folder)
    folders = filter(is_version, (each.name for each in folder.iterdir()))
    retired = sorted({*folders} - {*versions}, key=sort_key, reverse=True)
    rows = [HEADER]
    for name in [*versions, *retired]:
        also, run = "retired", ["", "", ""]
        if version := versions.get(name):
            also = ", ".join(version.aliases)
            keys = "keras", "commit", "date"
            run = [version.properties.get(key, "?")[:10] for key in keys]
        pages = [*(folder / name).rglob("index.html")]
        rows.append(ROW.format(name, also, *run, len(pages)))
    return "\n".join(rows)
