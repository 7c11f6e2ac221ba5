"""Rewrite the output that a page shows with what its example printed."""

import io
import os
import re
import subprocess
import tempfile
from pathlib import Path

from docs._engine.pages.directives import Example
from docs._engine.pages.page import PageError

_NOT_SHOWN = {
    r"[\udc80-\udcff]": "bytes that are no UTF-8 text: print text",
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f]": (
        "control characters, as a progress bar does: call fit, evaluate and predict "
        "with verbose=0, and print what matters"
    ),
    r"\t": "a tab, which a page shows as spaces: print spaces",
    r"[^\S\n]$": "spaces at the end of a line, which nobody sees: strip them",
    r"^[ ;]*-+8<-|[ ]-+8<-+[ ]+\[": "an include, which the page would expand",
}


def not_shown(text: str) -> str | None:
    """Return why no page can show a text exactly, and what to do, or None."""
    for pattern, reason in _NOT_SHOWN.items():
        if found := re.search(pattern, text, re.MULTILINE):
            number = text.count("\n", 0, found.start())
            line = text.split("\n")[number]
            return f"it prints {reason}. Line {number + 1} of its output: {line!a:.200}"
    return None


class ShownOutputs:
    """Collects new outputs, then writes each page once."""

    def __init__(self, root: Path):
        """Start with nothing to write; pages are relative to `root`."""
        self.root = root
        self.places: list[str] = []
        """The places that changed, as page:line."""
        self.refusals: list[str] = []
        """Why nothing was written."""
        self._pages: dict[Path, tuple[bytes, list]] = {}

    def remember(self, page: Path) -> None:
        """Note what a page says when it is collected: line numbers are about this."""
        self._pages[page] = ((self.root / page).read_bytes(), [])

    def replace(self, example: Example, text: str) -> None:
        """Note that `text` is to stand in the output block of `example`.

        Raises:
            PageError: The block cannot show this text.
        """
        source, changes = self._pages[example.page]
        opening = _lines(source)[example.output.start - 1]
        marks = re.search("`{3,}|~{3,}", opening)[0]
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
        written = {}
        for page, (source, changes) in self._pages.items():
            if not changes:
                continue
            if reason := self.refusal(page, source):
                self.refusals.append(f"{page}:1: {reason}")
            lines = _lines(source)
            # From the end, so that earlier line numbers hold.
            for output, text in sorted(changes, key=lambda change: -change[0].start):
                opening = lines[output.start - 1]
                indentation = re.match(r"[>\s]*", opening)[0].rstrip("\r\n")
                ending = re.search(r"[\r\n]*$", opening)[0]
                lines[output.start : output.end - 1] = [
                    (indentation + line).rstrip() + ending
                    for line in text.removesuffix("\n").split("\n")
                    if text
                ]
                self.places.append(f"{page}:{output.start}")
            written[self.root / page] = "".join(lines).encode("utf-8")
        self.places.sort()
        if self.refusals:
            self.places.clear()
            return
        for path, content in written.items():
            _write_whole(content, path)

    def refusal(self, page: Path, source: bytes) -> str | None:
        """Return why a page must not be written, or None."""
        if (self.root / page).read_bytes() != source:
            return "was edited meanwhile. Run --update-output again."
        if _has_unstaged_changes(page, self.root):
            return (
                f"has changes that git would not bring back. Run git add {page}, then "
                "--update-output again."
            )
        return None


def _lines(source: bytes) -> list[str]:
    """Return the lines of a page with their endings, counted as the collector does."""
    return list(io.StringIO(source.decode("utf-8"), newline=""))


def _has_unstaged_changes(page: Path, root: Path) -> bool:
    """Say whether git knows less of a page than its file holds; no without git."""
    command = ["git", "status", "--porcelain", "--ignored", "--", str(page)]
    try:
        status = subprocess.run(command, cwd=root, capture_output=True, text=True)
    except FileNotFoundError:
        return False
    # The second letter is about what is not in the index.
    return status.returncode == 0 and status.stdout[1:2] not in ("", " ")


def _write_whole(content: bytes, path: Path) -> None:
    """Write a file so that nobody ever finds half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.chmod(file.name, path.stat().st_mode)
    os.replace(file.name, path)
