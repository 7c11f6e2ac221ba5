"""Paths of the repository, the list of pages, and atomic writes."""

import uuid
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[3]
"""The root of the repository: the folder of mkdocs.yml."""
DOCS = ROOT / "docs"
CACHE = ROOT / ".cache"
"""Everything that can be made again: caches and records of test runs."""


def find_pages(docs: Path = DOCS) -> list[Path]:
    """Return the Markdown pages of a site by path; underscore folders hold none."""
    pages = sorted(docs.rglob("*.md"))
    return [page for page in pages if "/_" not in f"/{page.relative_to(docs)}"]


def write_atomically(file: Path, content: str | bytes) -> None:
    """Write a file at once, text as UTF-8, and the folders above it.

    Several processes may write the same file; the last one wins. An error or a kill
    leaves the old content. A file that exists keeps its permissions, and a symbolic
    link leads on to the file that is written.
    """
    file = file.resolve()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{uuid.uuid4().hex}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        with suppress(FileNotFoundError):
            part.chmod(file.stat().st_mode)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
