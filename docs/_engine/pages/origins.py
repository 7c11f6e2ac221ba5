"""Origin of each line of an expanded page, and errors that name page and line."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Origin:
    """File and line that a line of an expanded page comes from."""

    page_line: int
    """Line of the page, from 1: the line itself, or the include that brought it."""
    snippet: Path | None = None
    """File the line was included from, if it was."""
    snippet_line: int | None = None
    """Line in that file, from 1."""


class PageError(Exception):
    """A page cannot be tested as it stands. The message begins with page:line."""

    def __init__(self, page: Path, line: int, message: str):
        """Join page, line and message."""
        super().__init__(f"{page}:{line}: {message}")
