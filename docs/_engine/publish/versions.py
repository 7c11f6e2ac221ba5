"""Which versions a published tree holds."""

import json
import re
from typing import NamedTuple

from docs._engine.publish.tree import Tree

FILE = "versions.json"
LATEST = "latest"
DEV = "dev"
MINOR = re.compile(r"\d+\.\d+")


class Version(NamedTuple):
    """What versions.json says of a version."""

    name: str
    aliases: list[str]
    properties: dict[str, str]
    """`keras`, `commit` and `date` of the run behind it, if the publisher wrote it."""

    @property
    def order(self) -> tuple[int, ...]:
        """Older versions come first, dev last."""
        return order(self.name)


def order(name: str) -> tuple[int, ...]:
    """Return by what names of versions are sorted."""
    return tuple(map(int, name.split("."))) if MINOR.fullmatch(name) else (10**6,)


def is_version(name: str) -> bool:
    """Return whether a folder of this name is a version."""
    return name == DEV or MINOR.fullmatch(name) is not None


def published(tree: Tree) -> list[Version]:
    """Return the versions, the newest first.

    Raises:
        ValueError: versions.json is not what mike writes.
    """
    if FILE not in tree.files:
        return []
    try:
        found = [
            Version(each["version"], each["aliases"], each.get("properties") or {})
            for each in json.loads(tree.read(FILE))
        ]
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"no {error}") from None
    return sorted(found, key=lambda version: version.order, reverse=True)


def newest(names: list[str]) -> str | None:
    """Return the newest released version of these, or None."""
    released = [name for name in names if MINOR.fullmatch(name)]
    return max(released, key=order, default=None)
