"""Keep what takes long to make between builds, by what it is made from."""

import hashlib
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docs._extensions.data import DOCS

CACHE = DOCS.parent / ".cache" / "site"


def kept(name: str, sources: list[str | bytes], make: Callable[[], Any]) -> Any:
    """Return what was made from the same sources before, or make it.

    Builds may run at once: none sees a file half-written. One that cannot be read is
    made again.

    Args:
        name: The beginning of its file's name.
        sources: All that the result depends on, the versions of programs included.
        make: Makes the result, of which JSON knows the types.
    """
    digest = hashlib.sha256()
    for source in sources:
        data = source.encode() if isinstance(source, str) else source
        digest.update(f"{len(data)} ".encode() + data)
    file = CACHE / f"{name}-{digest.hexdigest()[:24]}.json"
    try:
        return json.loads(file.read_bytes())
    except (FileNotFoundError, ValueError):
        result = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{uuid.uuid4().hex}.part")
    part.write_text(json.dumps(result), "utf-8")
    part.replace(file)
    return result


def program(*modules: str) -> bytes:
    """Return the text of modules, by their `__file__`, for `kept` as a source.

    Call it when the module is imported: what an older program made, because it runs
    still, must not be kept as that of a newer one.
    """
    return b"".join(Path(module).read_bytes() for module in modules)
