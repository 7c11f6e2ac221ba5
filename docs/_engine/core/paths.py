"""Paths of the repository, and the list of pages."""

from pathlib import Path

ROOT = Path(__file__).parents[3]
"""The root of the repository: the folder of mkdocs.yml."""
DOCS = ROOT / "docs"
CACHE = ROOT / ".cache"
"""Everything that can be made again: caches and records of test runs."""


def find_pages(docs: Path = DOCS) -> list[Path]:
    """Return the Markdown pages of a site, sorted by path.

    Args:
        docs: The folder of the pages. Underscore folders in it hold no pages.
    """
    return [page for page in sorted(docs.rglob("*.md")) if not is_private(page, docs)]


def is_private(file: Path, docs: Path = DOCS) -> bool:
    """Return whether a file in docs/ is in an underscore folder, so no page."""
    return any(part.startswith("_") for part in file.relative_to(docs).parts)
