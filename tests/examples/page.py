"""Read a page as the site reads it: includes expanded, fences found, origins kept."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown import Markdown
from mkdocs.utils import meta
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor
from pymdownx.superfences import SuperFencesBlockPreprocessor

from tests.examples.site import Site


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


@dataclass(frozen=True)
class Fence:
    """A fenced block, as the site's own extension found it."""

    start: int
    """Index of its opening line among the page's expanded lines."""
    end: int
    """Index after its closing line."""
    language: str
    """The language it is highlighted as; empty where it names none."""
    text: str
    """Its content without the indentation it has on the page."""


@dataclass(frozen=True)
class Page:
    """A page with its includes expanded."""

    path: Path
    """Path, relative to the root of the site."""
    lines: list[str]
    """Expanded lines."""
    origins: list[Origin]
    """Where each of these lines stands."""
    fences: list[Fence]
    """Its fenced blocks, in order."""


def read_page(path: Path, site: Site) -> Page:
    """Read a page with the site's own Markdown extensions.

    Args:
        path: The Markdown file.
        site: The site it belongs to.

    Raises:
        PageError: The file is no UTF-8 text, or one of its includes does not hold.
    """
    name = path.relative_to(site.root) if path.is_relative_to(site.root) else path
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PageError(
            name, line, f"save the page as UTF-8 ({error.reason})."
        ) from None
    body, _ = meta.get_data(source)
    first_line = source[: len(source) - len(body)].count("\n") + 1

    markdown = site.markdown()
    if path.is_relative_to(site.docs):
        _trace_includes(markdown, site.root, name, first_line)
    else:
        # The site does not render it, so nothing expands its includes.
        markdown.preprocessors.deregister("snippet", strict=False)
    fences = _fence_recorder(markdown)

    lines, origins = body.split("\n"), None
    for step in markdown.preprocessors:
        lines = step.run(lines)
        if isinstance(step, _Includes):
            origins = [line.origin for line in _located(lines)]
        if step is fences:
            break
    origins = origins or [Origin(first_line + i) for i in range(len(fences.lines))]
    # Python-Markdown adds two empty lines at the end.
    origins += [origins[-1]] * (len(fences.lines) - len(origins))
    return Page(name, fences.lines, origins, fences.found)


def _trace_includes(
    markdown: Markdown, root: Path, page: Path, first_line: int
) -> None:
    """Put our tracing includes in the place of the site's own, if it has them."""
    for extension in markdown.registeredExtensions:
        if isinstance(extension, SnippetExtension):
            config = extension.getConfigs()
            includes = _Includes(config, markdown, root, page, first_line)
            markdown.preprocessors.register(includes, "snippet", 32)


class _Line(str):
    """A line that remembers its origin, also behind an indentation put before it."""

    __slots__ = ("origin",)

    def __new__(cls, text: str, origin: Origin):
        line = super().__new__(cls, text)
        line.origin = origin
        return line

    def __radd__(self, indentation: str) -> "_Line":
        return _Line(indentation + str(self), self.origin)


class _Watched(list):
    """Lines that say, while they are gone through, which one is at hand."""

    def __init__(self, lines: list[str], includes: "_Includes"):
        super().__init__(lines)
        self.includes = includes

    def __iter__(self) -> Iterator[_Line]:
        for line in super().__iter__():
            self.includes.page_line += 1
            yield _Line(line, Origin(self.includes.page_line))


class _Includes(SnippetPreprocessor):
    """pymdownx.snippets, which also remembers where each line comes from."""

    def __init__(
        self, config: dict, markdown: Markdown, root: Path, page: Path, first_line: int
    ):
        super().__init__(config, markdown)
        self.root = root
        self.page = page
        self.page_line = first_line - 1
        self.file = None

    def run(self, lines: list[str]) -> list[str]:
        try:
            return super().run(_Watched(lines, self))
        except SnippetMissingError as error:
            raise self.wrong(f"{error}. Correct the include.") from None
        except UnicodeDecodeError as error:
            raise self.wrong(f"save {self.name()} as UTF-8 ({error.reason}).") from None

    def wrong(self, message: str) -> PageError:
        return PageError(self.page, self.page_line, message)

    def get_snippet_path(self, path: str) -> str | None:
        found = super().get_snippet_path(path)
        if found in self.seen:
            raise self.wrong(f'"{path}" includes itself. Break the circle.')
        self.file = found
        return found

    def extract_section(self, section: str, lines: list[str]) -> list[str]:
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
        if file_name and not where.get("is_section"):
            whole = Path(file_name).read_text(self.encoding).split("\n")
            if lines and len(lines) != len(whole):
                raise self.wrong(
                    f"{self.name()} is included by line number, which shifts with "
                    "every edit. Include the whole file, or a named section."
                )
            lines = self.tagged(lines)
        return super().parse_snippets(lines, file_name, **where)

    def name(self) -> str:
        """Return the path of the file at hand as a message shows it."""
        return os.path.relpath(self.file, self.root)

    def tagged(self, lines: list[str]) -> list[_Line]:
        """Return the lines of the file at hand, each with its origin."""
        file = Path(self.file)
        return [
            _Line(text, Origin(self.page_line, file, number))
            for number, text in enumerate(lines, 1)
        ]

    def dedent(self, lines: list[_Line]) -> list[_Line]:
        dedented = super().dedent([str(line) for line in lines])
        pairs = zip(dedented, _located(lines), strict=True)
        return [_Line(text, line.origin) for text, line in pairs]


def _located(lines: list[str]) -> Iterator[_Line]:
    """Give a line that was rewritten on the way the origin of the one before it."""
    origin = Origin(1)
    for line in lines:
        origin = getattr(line, "origin", origin)
        yield _Line(line, origin)


class _Fences(SuperFencesBlockPreprocessor):
    """pymdownx.superfences, which also remembers what it found."""

    def run(self, lines: list[str]) -> list[str]:
        self.lines, self.found = list(lines), []
        return super().run(lines)

    def process_nested_block(self, ws: str, content: str, start: int, end: int) -> None:
        language, text = self.lang or "", self.rebuild_block(self.code)
        before = len(self.stack)
        super().process_nested_block(ws, content, start, end)
        if len(self.stack) > before:
            self.found.append(Fence(start, end, language, text))


def _fence_recorder(markdown: Markdown) -> _Fences:
    """Put our recorder in the place of the site's fence finder."""
    original = markdown.preprocessors["fenced_code_block"]
    if not isinstance(original, SuperFencesBlockPreprocessor):
        raise ValueError(
            "mkdocs.yml: enable pymdownx.superfences, which finds the fences."
        )
    recorder = _Fences(markdown)
    recorder.config, recorder.extension = original.config, original.extension
    recorder.extension.superfences[0]["formatter"] = recorder.highlight
    markdown.preprocessors.register(recorder, "fenced_code_block", 25)
    return recorder
