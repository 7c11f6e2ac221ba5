"""Content-addressed cache for everything that takes long to compute."""

import atexit
import functools
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docs._engine.core.paths import CACHE as FOLDER
from docs._engine.core.paths import write_atomically

CACHE = FOLDER / "site"
log = logging.getLogger("mkdocs.cache")


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
    except (OSError, ValueError):
        result = compute()
    if writable(CACHE) == CACHE:
        write_atomically(file, json.dumps(result))
    return result


@functools.cache
def writable(folder: Path) -> Path:
    """Return a folder, made if need be; where it cannot be written, a temporary one.

    The temporary one goes with the process, and the log says once that nothing stays.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    _report()
    temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(temporary.cleanup)
    return Path(temporary.name)


@functools.cache
def _report() -> None:
    log.info(f"{FOLDER} cannot be written: nothing is kept for the next time.")


def digest(*parts: str | bytes) -> str:
    """Return the SHA-256 of several parts, in which no two lists of parts agree."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def source_bytes(*modules: str) -> bytes:
    """Return the text of modules, by their `__file__`, as a source of a cached result.

    Called at import time, it is the code that a long-running process really runs.
    """
    return b"".join(Path(module).read_bytes() for module in modules)
