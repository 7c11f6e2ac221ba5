"""Content-addressed cache for everything that takes long to compute."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docs._engine.core.paths import CACHE as FOLDER
from docs._engine.core.paths import write_atomically

CACHE = FOLDER / "site"


def cached(
    name: str, sources: Iterable[str | bytes], compute: Callable[[], Any]
) -> Any:
    """Return the cached result for these sources; compute it on a miss.

    Sources are all that the result depends on, versions of programs included. The
    result is of types that JSON knows, in a file whose name begins with `name`. Builds
    may run at once: none sees a file half-written. A broken file is a miss.
    """
    file = CACHE / f"{name}-{digest(*sources)[:24]}.json"
    try:
        return json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        result = compute()
    write_atomically(file, json.dumps(result))
    return result


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of several parts, in which no two lists of parts agree."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def source_bytes(*modules: str) -> bytes:
    """Return the text of modules, by their `__file__`, as a source of a cached result.

    Called at import time, it is the code that a long-running process really runs.
    """
    return b"".join(Path(module).read_bytes() for module in modules)
