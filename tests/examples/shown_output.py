"""Rewrite the output that a page shows with what its example printed."""

import os
import re
import tempfile
from pathlib import Path

from tests.examples.directives import Example
from tests.examples.page import PageError


class ShownOutputs:
    """Collects new outputs, then writes each page once."""

    def __init__(self, root: Path):
        """Start with nothing to write; pages are relative to `root`."""
        self.root = root
        self._pages: dict[Path, tuple[bytes, list]] = {}

    def replace(self, example: Example, text: str) -> None:
        """Note that `text` is to stand in the output block of `example`.

        Raises:
            PageError: No block can show this text.
        """
        if re.search(r"[^\S\n]*(```|~~~)|\t", text):
            raise PageError(
                example.page, example.output.start, "print no tabs and no fences."
            )
        if example.page not in self._pages:
            self._pages[example.page] = ((self.root / example.page).read_bytes(), [])
        self._pages[example.page][1].append((example.output, text))

    def write(self) -> list[str]:
        """Write all pages and return the places that changed, as page:line.

        Raises:
            PageError: A page was edited meanwhile; it is left as it is.
        """
        places = []
        for page, (source, changes) in self._pages.items():
            path = self.root / page
            if path.read_bytes() != source:
                raise PageError(
                    page, 1, "was edited meanwhile. Run --update-output again."
                )
            lines = source.decode("utf-8").splitlines(keepends=True)
            # From the end, so that earlier line numbers hold.
            for output, text in sorted(changes, key=lambda change: -change[0].start):
                opening = lines[output.start - 1]
                indentation = re.match(r"[>\s]*", opening)[0].rstrip("\r\n")
                ending = re.search(r"\r?\n$", opening)[0]
                lines[output.start : output.end - 1] = [
                    (indentation + line).rstrip() + ending for line in text.splitlines()
                ]
                places.append(f"{page}:{output.start}")
            _write_whole("".join(lines).encode("utf-8"), path)
        return sorted(places)


def _write_whole(content: bytes, path: Path) -> None:
    """Write a file so that nobody ever finds half of it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    os.chmod(file.name, path.stat().st_mode)
    os.replace(file.name, path)
