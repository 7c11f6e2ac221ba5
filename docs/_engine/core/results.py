"""Look up measured results: the files in docs/_data, and the places in them."""

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docs._engine.core.paths import DOCS, ROOT, find_pages

DATA = DOCS / "_data"
DECISIONS = DATA / "decisions.json"
"""The verdicts on all measured differences."""
FIGURES = DOCS / "_engine" / "figures"


class UnknownReferenceError(ValueError):
    """A page refers to something that does not exist; it begins with page:line."""


def lookup(reference: str) -> Any:
    """Return the part of the results that a reference names.

    It is the data file without its ending, and keys: `file/key/key`. A file in a folder
    has that before its name: `folder/file/key`.

    Raises:
        UnknownReferenceError: There is no such file, or no such key in it.
    """
    folder, (name, *keys) = DATA, reference.split("/")
    while keys and (folder / name).is_dir():
        folder, (name, *keys) = folder / name, keys
    file = folder / f"{name}.json"
    if not file.is_file():
        names = [each.stem for each in folder.glob("*.json")]
        raise _missing_key_error(reference, name, names)
    changes = [each.stat().st_mtime_ns for each in (file, DECISIONS) if each.exists()]
    part = _load(file, *changes)["results"]
    for key in keys:
        available = part if isinstance(part, dict) else {}
        if key not in available:
            raise _missing_key_error(reference, key, available)
        part = part[key]
    return part


@functools.lru_cache(maxsize=64)
def _load(file: Path, *changes: int) -> dict[str, Any]:
    """Return the content of a data file, with the verdict on each difference in it."""
    content: dict[str, Any] = json.loads(file.read_bytes())
    decisions = (
        json.loads(DECISIONS.read_bytes())["results"] if DECISIONS.exists() else {}
    )
    for place, decision in decisions.get(file.stem, {}).items():
        part = content["results"]
        try:
            for key in place.split("/"):
                part = part[key]
        except KeyError:
            message = f"{DECISIONS.name} has a verdict on {file.stem}/{place}, which"
            message += " was not measured. Run: python -m docs._engine.experiments"
            raise UnknownReferenceError(message) from None
        part.update(decision)
    return content


def _missing_key_error(
    reference: str, key: str, available: Iterable[str]
) -> UnknownReferenceError:
    names = ", ".join(sorted(available))
    hint = f"there are: {names}" if names else "nothing is below it"
    return reference_error(reference, f"no {key} was measured; {hint}.")


def reference_error(reference: str, message: str) -> UnknownReferenceError:
    """Return an error that names each page and line that uses a reference."""
    # They are searched for: Python-Markdown does not say where it is.
    files = [*find_pages(), *DOCS.glob("notebooks/*.py"), *FIGURES.glob("*.py")]
    uses = [
        f"{file.relative_to(ROOT).as_posix()}:{number}"
        for file in sorted(files)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if reference in line
    ]
    lines = [f"{use}: {reference}: {message}" for use in uses or ["a page"]]
    return UnknownReferenceError("\n".join(lines))
