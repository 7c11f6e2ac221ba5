"""Find what was measured: the files in docs/_data, and the places in them."""

import functools
import json
from pathlib import Path

DOCS = Path(__file__).parents[1]


class DataError(ValueError):
    """A page asks for what was not measured. The message begins with page:line."""


def find(reference: str) -> object:
    """Return the part of the results that a reference names.

    Args:
        reference: The data file without its ending, and keys: `file/key/key`.

    Raises:
        DataError: There is no such file, or no such key in it.
    """
    name, *keys = reference.split("/")
    file = DOCS / "_data" / f"{name}.json"
    if not file.is_file():
        there = sorted(each.stem for each in file.parent.glob("*.json"))
        raise _missing(reference, name, there)
    part = _read(file, file.stat().st_mtime_ns)["results"]
    for key in keys:
        if not isinstance(part, dict) or key not in part:
            there = sorted(part) if isinstance(part, dict) else []
            raise _missing(reference, key, there)
        part = part[key]
    return part


@functools.lru_cache(maxsize=64)
def _read(file: Path, changed: int) -> dict:
    return json.loads(file.read_bytes())


def _missing(reference: str, key: str, there: list[str]) -> DataError:
    hint = f"there are: {', '.join(there)}" if there else "nothing is below it"
    return wrong(reference, f"no {key} was measured; {hint}.")


def wrong(reference: str, message: str) -> DataError:
    """Return an error that names each page and line that uses a reference."""
    places = _places(reference)
    return DataError("\n".join(f"{place}: {reference}: {message}" for place in places))


def _places(reference: str) -> list[str]:
    """Return file:line of each use; an extension is not told where it is."""
    return [
        f"{page.relative_to(DOCS.parent).as_posix()}:{number}"
        for page in sorted(
            [
                *DOCS.rglob("*.md"),
                *DOCS.glob("notebooks/*.py"),
                *DOCS.glob("_figures/*.py"),
            ]
        )
        for number, line in enumerate(page.read_text("utf-8").splitlines(), 1)
        if reference in line
    ] or ["a page"]
