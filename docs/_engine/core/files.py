"""Atomic writes: whoever reads a file finds the old content or the new."""

import uuid
from contextlib import suppress
from pathlib import Path


def write_atomically(file: Path, content: str | bytes) -> None:
    """Write a file at once, and the folders above it.

    Several processes may write the same file; the last one wins. An error or a kill
    leaves the old content. A file that exists keeps its permissions.

    Args:
        file: The file.
        content: Bytes, or text to be written as UTF-8.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        with suppress(FileNotFoundError):
            part.chmod(file.stat().st_mode)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
