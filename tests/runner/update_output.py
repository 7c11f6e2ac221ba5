"""Rewrite the output that a page shows with what its example printed."""

import io
import os
import re
from collections.abc import Iterable
from pathlib import Path

from docs._engine.core.git import GitError, git
from docs._engine.core.paths import write_atomically
from docs._engine.pages.examples import Example, ShownOutput
from docs._engine.pages.page import PageError

_UNPRINTABLE = {
    r"[\udc80-\udcff]": "bytes that are not UTF-8: print text instead",
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f]": (
        "control characters, as a progress bar does: call fit, evaluate and predict "
        "with verbose=0, and print what matters"
    ),
    r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]": (
        "characters that reverse the direction of text, so that a page shows them in "
        "another order: leave them out"
    ),
    r"\t": "a tab, which a page shows as spaces: print spaces",
    r"[^\S\n]$": "spaces at the end of a line, which nobody sees: strip them",
    r"^[ ;]*-+8<-|[ ]-+8<-+[ ]+\[": "an include, which the page would expand",
}


def unprintable_reason(text: str) -> str | None:
    """Return why no page can show a text exactly, and what to do, or None."""
    for pattern, reason in _UNPRINTABLE.items():
        if match := re.search(pattern, text, re.MULTILINE):
            number = text.count("\n", 0, match.start())
            line = text.split("\n")[number]
            return f"it prints {reason}. Line {number + 1} of its output: {line!a:.200}"
    return None


class ShownOutputs:
    """Collects new outputs, then writes each page once."""

    def __init__(self, root: Path):
        """Start with nothing to write; pages are relative to `root`."""
        self.root = root
        self.updated: list[str] = []
        """The outputs that changed, as page:line."""
        self.refusals: list[str] = []
        """Why nothing was written."""
        self._pages: dict[Path, tuple[bytes, list[tuple[ShownOutput, str]]]] = {}

    def remember(self, page: Path) -> None:
        """Remember a page as it is collected, because line numbers refer to this."""
        self._pages[page] = ((self.root / page).read_bytes(), [])

    def replace(self, example: Example, text: str) -> None:
        """Replace the content of the output block of an example.

        The page is written at the end of the run.

        Args:
            example: The example, which has an output block.
            text: The new content.

        Raises:
            PageError: The block cannot show this text.
        """
        source, changes = self._pages[example.page]
        assert example.output is not None
        opening = _lines(source)[example.output.start - 1]
        marks = _first_match("`{3,}|~{3,}", opening)
        if re.search(rf"^[> ]*{marks}", text, re.MULTILINE):
            longer = "~~~~" if marks[0] == "`" else "````"
            raise PageError(
                example.page,
                example.output.start,
                f"it prints {marks}, which would end this block: open and close it "
                f"with {longer}.",
            )
        changes.append((example.output, text))

    def write(self) -> None:
        """Write all pages, or none if one of them must not be written."""
        contents = {}
        for page, (source, changes) in self._pages.items():
            if not changes:
                continue
            if reason := self.refusal(page, source):
                self.refusals.append(f"{page}:1: {reason}")
            lines = _lines(source)
            # From the end, so that earlier line numbers hold.
            for output, text in sorted(changes, key=lambda change: -change[0].start):
                opening = lines[output.start - 1]
                indentation = _first_match(r"^[>\s]*", opening).rstrip("\r\n")
                ending = _first_match(r"[\r\n]*$", opening)
                lines[output.start : output.end - 1] = [
                    (indentation + line).rstrip() + ending
                    for line in text.removesuffix("\n").split("\n")
                    if text
                ]
                self.updated.append(f"{page}:{output.start}")
            contents[self.root / page] = "".join(lines).encode("utf-8")
        self.updated.sort()
        if self.refusals:
            self.updated.clear()
            return
        for path, content in contents.items():
            write_atomically(path, content)

    def refusal(self, page: Path, source: bytes) -> str | None:
        """Return why a page must not be written, or None."""
        if (self.root / page).read_bytes() != source:
            return "was edited during the run. Run pytest --update-output again."
        return _reason_unsafe(page, self.root)

    def unsafe_pages(self, pages: Iterable[Path]) -> list[str]:
        """Return which pages git could not bring back as they are, and why."""
        reasons = {page: _reason_unsafe(page, self.root) for page in sorted({*pages})}
        return [f"{page}:1: {reason}" for page, reason in reasons.items() if reason]


def _lines(source: bytes) -> list[str]:
    """Return the lines of a page with their endings, counted as the collector does."""
    return list(io.StringIO(source.decode("utf-8"), newline=""))


def _reason_unsafe(page: Path, root: Path) -> str | None:
    """Return why git could not bring a page back; None if it could, or without git."""
    file = (root / page).resolve()  # What a link leads to is what would be written.
    if not all(os.access(path, os.W_OK) for path in (file, file.parent)):
        return "cannot be written. Make the file and its folder writable."
    try:
        status = git(file.parent, "status", "--porcelain", "--ignored", "--", file)
    except GitError as error:
        if re.search("not installed|not a git repository", str(error)):
            return None
        return f"git does not say whether it could bring this page back: {error}"
    # The second letter is about what is not in the index.
    if status[1:2] in ("", " "):
        return None
    return (
        f"has changes that git could not bring back. Run git add {page}, then "
        "pytest --update-output again."
    )


def _first_match(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match is not None
    return match[0]
