"""Expand the includes of a page as the site does, and trace each line to its origin."""

import codecs
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, SupportsIndex

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

from docs._engine.pages.origins import Origin, PageError


def trace_includes(markdown: Markdown, root: Path, page: Path, first_line: int) -> None:
    """Replace the snippets extension of a converter, if it has it, by a tracing one.

    Args:
        markdown: The converter of the page.
        root: Root of the site, to which the paths in messages are relative.
        page: The page, as messages name it.
        first_line: Line of the page on which the text behind its front matter begins.
    """
    for extension in markdown.registeredExtensions:
        if isinstance(extension, SnippetExtension):
            config = extension.getConfigs()
            snippets = TracingSnippets(config, markdown, root, page, first_line)
            markdown.preprocessors.register(snippets, "snippet", 32)


class TracedLine(str):
    """A line that keeps its origin, also when pymdownx.snippets edits it."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> "TracedLine":
        """Return a text with its origin."""
        line = super().__new__(cls, text)
        line.origin = origin
        return line

    def __radd__(self, indentation: str) -> "TracedLine":
        return TracedLine(indentation + str(self), self.origin)

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> "TracedLine":
        """Replace a text in the line."""
        return TracedLine(super().replace(old, new, count), self.origin)


def with_origins(lines: Iterable[str]) -> Iterator[TracedLine]:
    """Yield lines with their origins; a new line gets the origin of the one before."""
    origin = Origin(1)
    for line in lines:
        origin = getattr(line, "origin", origin)
        yield TracedLine(line, origin)


class TracingSnippets(SnippetPreprocessor):  # type: ignore[misc]  # It has no types.
    """pymdownx.snippets that traces lines, and names page and line in its errors."""

    def __init__(
        self,
        config: dict[str, Any],
        markdown: Markdown,
        root: Path,
        page: Path,
        first_line: int,
    ):
        """Read the site's settings of pymdownx.snippets; nothing is ever downloaded."""
        super().__init__({**config, "url_download": False}, markdown)
        self.root = root
        self.page = page
        self.first_line = first_line
        self.current = Origin(first_line)
        """The origin of the line that is being expanded."""
        self.file = Path()
        """The file that is being included."""

    def run(self, lines: list[str]) -> list[str]:
        """Expand the includes of a page."""
        traced = [
            TracedLine(line, Origin(number))
            for number, line in enumerate(lines, self.first_line)
        ]
        try:
            return list(super().run(traced))
        except SnippetMissingError as error:
            raise self.error_here(f"{error}. Correct the include.") from None
        except UnicodeDecodeError as error:
            raise self.error_here(
                f"save {self.name()} as UTF-8 ({error.reason})."
            ) from None

    def error_here(self, message: str) -> PageError:
        """Return an error that names the current line, also one in a snippet."""
        if self.current.snippet:
            snippet = os.path.relpath(self.current.snippet, self.root)
            message = f"{snippet}:{self.current.snippet_line}: {message}"
        return PageError(self.page, self.current.page_line, message)

    def get_snippet_path(self, path: str) -> str | None:
        """Return the file that an include means."""
        if path.lower().startswith(("http://", "https://")):
            raise self.error_here(
                f"{path} is not downloaded. Save it with the snippets."
            )
        file: str | None = super().get_snippet_path(path)
        if file is None:
            folders = ", ".join(os.path.relpath(b, self.root) for b in self.base_path)
            raise self.error_here(
                f"'{path}' could not be found in {folders}. Correct the include."
            )
        if file in self.seen:
            raise self.error_here(f'"{path}" includes itself. Break the circle.')
        if not os.path.isfile(file):
            raise self.error_here(f'"{path}" is no file. Include the files in it.')
        self.file = Path(file)
        if self.file.read_bytes().startswith(codecs.BOM_UTF8):
            raise self.error_here(
                f"save {self.name()} as UTF-8 without a byte-order mark, which would "
                "be part of what readers copy."
            )
        return file

    def extract_section(self, section: str, lines: list[str]) -> list[str]:
        """Return the lines of a named section."""
        marks = [self.RE_SNIPPET_SECTION.match(line) for line in lines]
        kinds = [mark["type"] for mark in marks if mark and mark["name"] == section]
        if kinds and kinds != ["start", "end"]:
            raise self.error_here(
                f'section "{section}" of {self.name()} needs one start and one end, '
                f"in this order; it has {kinds}."
            )
        return list(super().extract_section(section, self.with_file_origins(lines)))

    def parse_snippets(
        self, lines: list[str], file_name: str | None = None, **options: bool
    ) -> list[str]:
        """Expand the includes of a page or a file."""
        traced: Iterable[str] = lines
        if file_name and not options.get("is_section"):
            whole = Path(file_name).read_text(self.encoding).split("\n")
            if lines and len(lines) != len(whole):
                raise self.error_here(
                    f"{self.name()} is included by line number, which shifts with "
                    "every edit. Include the whole file, or a named section."
                )
            traced = self.with_file_origins(lines)
        expanded = super().parse_snippets(
            self.track_current(traced), file_name, **options
        )
        return list(expanded)

    def track_current(self, lines: Iterable[str]) -> Iterator[TracedLine]:
        """Yield lines, and remember which of them is being expanded."""
        for line in with_origins(lines):
            self.current = line.origin
            yield line

    def name(self) -> str:
        """Return the path of the included file as a message shows it."""
        return os.path.relpath(self.file, self.root)

    def with_file_origins(self, lines: list[str]) -> list[TracedLine]:
        """Return the lines of the included file with their origins."""
        page_line = self.current.page_line
        return [
            TracedLine(text, Origin(page_line, self.file, number))
            for number, text in enumerate(lines, 1)
        ]

    def dedent(self, lines: list[TracedLine]) -> list[TracedLine]:
        """Remove the indentation of a section."""
        dedented = super().dedent([str(line) for line in lines])
        pairs = zip(dedented, with_origins(lines), strict=True)
        return [TracedLine(text, line.origin) for text, line in pairs]
