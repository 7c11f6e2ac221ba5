"""Expand a page's includes as the site does, and remember where each line stands."""

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor


class PageError(Exception):
    """A page cannot be tested as it stands. The message begins with page:line."""

    def __init__(self, page: Path, line: int, message: str):
        """Join place and message."""
        super().__init__(f"{page}:{line}: {message}")


@dataclass(frozen=True)
class Origin:
    """Where a line of an expanded page stands."""

    page_line: int
    """Line of the page, from 1: the line itself, or the include that brought it."""
    snippet: Path | None = None
    """File the line was included from, if it was."""
    snippet_line: int | None = None
    """Line in that file, from 1."""


def trace_includes(markdown: Markdown, root: Path, page: Path, first_line: int) -> None:
    """Put our tracing includes in the place of the site's own, if it has them.

    Args:
        markdown: The converter of the page.
        root: Root of the site, to which the paths in messages are relative.
        page: The page, as messages name it.
        first_line: Line of the page on which the text behind its front matter begins.
    """
    for extension in markdown.registeredExtensions:
        if isinstance(extension, SnippetExtension):
            config = extension.getConfigs()
            includes = Includes(config, markdown, root, page, first_line)
            markdown.preprocessors.register(includes, "snippet", 32)


class _Line(str):
    """A line that remembers its origin, also when pymdownx.snippets edits it."""

    __slots__ = ("origin",)

    def __new__(cls, text: str, origin: Origin):
        line = super().__new__(cls, text)
        line.origin = origin
        return line

    def __radd__(self, indentation: str) -> "_Line":
        return _Line(indentation + str(self), self.origin)

    def replace(self, *arguments) -> "_Line":
        return _Line(super().replace(*arguments), self.origin)


def located(lines: list[str]) -> Iterator[_Line]:
    """Give a line that was rewritten on the way the origin of the one before it."""
    origin = Origin(1)
    for line in lines:
        origin = getattr(line, "origin", origin)
        yield _Line(line, origin)


class Includes(SnippetPreprocessor):
    """pymdownx.snippets, which also remembers where each line comes from."""

    def __init__(
        self, config: dict, markdown: Markdown, root: Path, page: Path, first_line: int
    ):
        """Read the site's settings of pymdownx.snippets; nothing is ever downloaded."""
        super().__init__({**config, "url_download": False}, markdown)
        self.root = root
        self.page = page
        self.first_line = first_line
        self.at = Origin(first_line)
        self.file = None

    def run(self, lines: list[str]) -> list[str]:
        """Expand the includes of a page."""
        tagged = [
            _Line(line, Origin(number))
            for number, line in enumerate(lines, self.first_line)
        ]
        try:
            return super().run(tagged)
        except SnippetMissingError as error:
            raise self.wrong(f"{error}. Correct the include.") from None
        except UnicodeDecodeError as error:
            raise self.wrong(f"save {self.name()} as UTF-8 ({error.reason}).") from None

    def wrong(self, message: str) -> PageError:
        """Return an error that names the line at hand, also one in a snippet."""
        if self.at.snippet:
            snippet = os.path.relpath(self.at.snippet, self.root)
            message = f"{snippet}:{self.at.snippet_line}: {message}"
        return PageError(self.page, self.at.page_line, message)

    def get_snippet_path(self, path: str) -> str | None:
        """Return the file that an include means."""
        if path.lower().startswith(("http://", "https://")):
            raise self.wrong(f"{path} is not downloaded. Save it with the snippets.")
        found = super().get_snippet_path(path)
        if found is None:
            folders = ", ".join(os.path.relpath(b, self.root) for b in self.base_path)
            raise self.wrong(
                f"'{path}' could not be found in {folders}. Correct the include."
            )
        if found in self.seen:
            raise self.wrong(f'"{path}" includes itself. Break the circle.')
        if not os.path.isfile(found):
            raise self.wrong(f'"{path}" is no file. Include the files in it.')
        self.file = found
        if Path(found).read_bytes().startswith(codecs.BOM_UTF8):
            raise self.wrong(
                f"save {self.name()} as UTF-8 without a byte-order mark, which would "
                "be part of what readers copy."
            )
        return found

    def extract_section(self, section: str, lines: list[str]) -> list[str]:
        """Return the lines of a named section."""
        marks = [self.RE_SNIPPET_SECTION.match(line) for line in lines]
        kinds = [mark["type"] for mark in marks if mark and mark["name"] == section]
        if kinds and kinds != ["start", "end"]:
            raise self.wrong(
                f'section "{section}" of {self.name()} needs one start and one end, '
                f"in this order; it has {kinds}."
            )
        return super().extract_section(section, self.tagged(lines))

    def parse_snippets(
        self, lines: list[str], file_name: str | None = None, **where: bool
    ) -> list[str]:
        """Expand the includes of a page or a file."""
        if file_name and not where.get("is_section"):
            whole = Path(file_name).read_text(self.encoding).split("\n")
            if lines and len(lines) != len(whole):
                raise self.wrong(
                    f"{self.name()} is included by line number, which shifts with "
                    "every edit. Include the whole file, or a named section."
                )
            lines = self.tagged(lines)
        return super().parse_snippets(self.watched(lines), file_name, **where)

    def watched(self, lines: list[str]) -> Iterator[_Line]:
        """Note, while lines are gone through, which one is at hand."""
        for line in located(lines):
            self.at = line.origin
            yield line

    def name(self) -> str:
        """Return the path of the file at hand as a message shows it."""
        return os.path.relpath(self.file, self.root)

    def tagged(self, lines: list[str]) -> list[_Line]:
        """Return the lines of the file at hand, each with its origin."""
        file, page_line = Path(self.file), self.at.page_line
        return [
            _Line(text, Origin(page_line, file, number))
            for number, text in enumerate(lines, 1)
        ]

    def dedent(self, lines: list[_Line]) -> list[_Line]:
        """Remove the indentation of a section."""
        dedented = super().dedent([str(line) for line in lines])
        pairs = zip(dedented, located(lines), strict=True)
        return [_Line(text, line.origin) for text, line in pairs]
