"""Content-addressed cache for everything that takes long to compute."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docs._engine.core.files import write_atomically
from docs._engine.core.paths import CACHE as FOLDER

CACHE = FOLDER / "site"


def cached(
    name: str, sources: Iterable[str | bytes], compute: Callable[[], Any]
) -> Any:
    """Return the cached result for these sources; compute it on a miss.

    Builds may run at once: none sees a file half-written. A file that cannot be read
    is a miss.

    Args:
        name: The beginning of the file's name.
        sources: All that the result depends on, versions of programs included.
        compute: Returns the result, of types that JSON knows.
    """
    file = CACHE / f"{name}-{digest(*sources)[:24]}.json"
    try:
        return json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        result = compute()
    write_atomically(file, json.dumps(result))
    return result


def cached_bytes(
    name: str,
    sources: Iterable[str | bytes],
    compute: Callable[[], bytes],
    suffix: str = "",
) -> bytes:
    """Return the cached bytes for these sources; compute them on a miss.

    Args:
        name: The beginning of the file's name.
        sources: All that the result depends on, versions of programs included.
        compute: Returns the bytes.
        suffix: The end of the file's name, such as ``.png``.
    """
    file = CACHE / f"{name}-{digest(*sources)[:24]}{suffix}"
    try:
        return file.read_bytes()
    except FileNotFoundError:
        result = compute()
    write_atomically(file, result)
    return result


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of several parts, in which no two lists of parts agree."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(f"{len(data)} ".encode() + data)
    return whole.hexdigest()


def source_bytes(*modules: str) -> bytes:
    """Return the text of modules, by their `__file__`, as a source of a cached result.

    Call it at import time, so that a long-running process keys its results by the code
    it really runs.
    """
    return b"".join(Path(module).read_bytes() for module in modules)
