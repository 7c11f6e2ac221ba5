"""Read a page with the site's own extensions: expanded lines, origins, fences."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, SupportsIndex

import yaml
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.utils import meta
from pymdownx.snippets import SnippetMissingError, SnippetPreprocessor
from pymdownx.superfences import SuperFencesBlockPreprocessor

from docs._engine.pages.settings import SiteSettings

CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_INVISIBLE = "remove the control character {}, which Markdown or browsers drop."


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
        # A character of the page must not begin a line, or color the terminal.
        text = "".join(
            each if each.isprintable() or each == "\n" else ascii(each)[1:-1]
            for each in message
        )
        super().__init__(f"{page}:{line}: {text}")

    @classmethod
    def all(cls, errors: list["PageError"]) -> "PageError":
        """Return one error with the messages of several, each on its line."""
        first = errors[0]
        first.args = ("\n".join(map(str, errors)),)
        return first


@dataclass(frozen=True)
class Fence:
    """A fenced block, as the site's own extension finds it."""

    start: int
    """Index of its opening line among the page's expanded lines."""
    end: int
    """Index after its closing line."""
    language: str
    """The language it is highlighted as; empty where it names none."""
    text: str
    """Its lines without the indentation they have on the page."""


@dataclass(frozen=True)
class Page:
    """A page with its includes expanded."""

    path: Path
    """Path, relative to the root of the site."""
    lines: list[str]
    origins: list[Origin]
    """The origin of each line."""
    fences: dict[int, Fence]
    """The fenced blocks by the index of their opening line."""

    def error(self, index: int, message: str) -> PageError:
        """Return an error that names the line of the page that a line comes from."""
        return PageError(self.path, self.origins[index].page_line, message)


def read_page(path: Path, site: SiteSettings) -> Page:
    """Read a page with the site's own Markdown extensions.

    Raises:
        PageError: The file is no UTF-8 text, another one has its address, or its front
            matter or one of its includes does not hold.
    """
    name = site.name(path)
    text = read_text(path, name)
    if duplicate := site.same_address(path):
        other = site.name(duplicate)
        raise PageError(name, 1, f"{other} has the same address. Rename one of them.")
    markdown = site.markdown()
    if path.is_relative_to(site.docs):
        trace_includes(markdown, site, name)
    else:
        # The site does not render it, so nothing expands its includes.
        markdown.preprocessors.deregister("snippet", strict=False)
    fences = _FenceRecorder(markdown)
    markdown.preprocessors.register(fences, "fenced_code_block", 25)

    lines = _blank_front_matter(text, name).split("\n")
    origins = [Origin(number) for number in range(1, len(lines) + 1)]
    for step in markdown.preprocessors:
        if step is fences:
            break
        lines = step.run(lines)
        if isinstance(step, TracingSnippets):
            origins = step.origins
    fences.run(list(lines))
    # Python-Markdown adds two empty lines at the end.
    origins += [origins[-1]] * (len(lines) - len(origins))
    return Page(name, lines, origins, fences.fences)


def read_text(path: Path, name: Path) -> str:
    """Return the text of a file that messages call `name`, if it is UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"save this file as UTF-8 ({error.reason})."
        raise PageError(name, line, message) from None
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise PageError(name, line, _INVISIBLE.format(control[0]))
    return text


def _blank_front_matter(text: str, name: Path) -> str:
    """Return a page with empty lines for its front matter, so that numbers stay."""
    body, _ = meta.get_data(text)
    if body == text and re.match(r"---[ \t]*\n", text):
        line, problem = 1, "write keys and values, and close it with ---"
        try:
            yaml.safe_load((meta.YAML_RE.match(text) or ["", ""])[1])
        except yaml.MarkedYAMLError as error:
            if error.problem_mark and error.problem:
                line, problem = error.problem_mark.line + 2, error.problem
        message = f"the front matter is not valid YAML ({problem})."
        raise PageError(name, line, message)
    return "\n" * text.removesuffix(body).count("\n") + body


class _FenceRecorder(SuperFencesBlockPreprocessor):  # type: ignore[misc]  # No types.
    """pymdownx.superfences that records each fence it finds."""

    def __init__(self, markdown: Markdown):
        self.__dict__.update(vars(markdown.preprocessors["fenced_code_block"]))
        # Nobody sees colors here.
        self.extension.superfences[0]["formatter"] = lambda **fence: ""
        self.fences: dict[int, Fence] = {}

    def _store(self, source: str, code: str, start: int, end: int) -> None:
        text = self.rebuild_block([*self.code, ""])
        self.fences[start] = Fence(start, end, self.lang or "", text)
        super()._store(source, code, start, end)


class TracedLine(str):
    """A line that keeps its origin, also when pymdownx.snippets edits it."""

    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> "TracedLine":
        line = super().__new__(cls, text)
        line.origin = origin
        return line

    def __radd__(self, indentation: str) -> "TracedLine":
        return TracedLine(indentation + str(self), self.origin)

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> "TracedLine":
        """Replace a text in the line."""
        return TracedLine(super().replace(old, new, count), self.origin)


def trace_includes(markdown: Markdown, site: SiteSettings, page: Path) -> None:
    """Let a converter, if it has the snippets extension, trace what it includes."""
    if "snippet" in markdown.preprocessors:
        snippets = TracingSnippets(markdown.preprocessors["snippet"], site, page)
        markdown.preprocessors.register(snippets, "snippet", 32)


class TracingSnippets(SnippetPreprocessor):  # type: ignore[misc]  # It has no types.
    """pymdownx.snippets that traces lines, and names page and line in its errors."""

    def __init__(self, original: Preprocessor, site: SiteSettings, page: Path):
        """Take over the settings of another one; nothing is ever downloaded."""
        self.__dict__.update(vars(original), url_download=False)
        self.site = site
        self.page = page
        self.current = Origin(1)
        """The origin of the line that is being expanded."""

    def run(self, lines: list[str]) -> list[TracedLine]:
        """Expand the includes of a page."""
        pairs = enumerate(lines, 1)
        source = [TracedLine(line, Origin(number)) for number, line in pairs]
        try:
            result = list(self.track(super().run(source)))
        except SnippetMissingError as error:
            raise self.error(f"{error}. Correct the include.") from None
        self.origins = [line.origin for line in result]
        return result

    def error(self, message: str) -> PageError:
        """Return an error that names the current line, also one in a snippet."""
        if self.current.snippet:
            snippet = self.site.name(self.current.snippet)
            message = f"{snippet}:{self.current.snippet_line}: {message}"
        return PageError(self.page, self.current.page_line, message)

    def parse_snippets(self, lines: Iterable[str], *place: str, **kind: bool) -> Any:
        """Expand the includes of a page or a file."""
        return super().parse_snippets(self.track(lines), *place, **kind)

    def track(self, lines: Iterable[str]) -> Iterator[TracedLine]:
        """Yield lines with their origins, and remember which is being expanded.

        A new line gets the origin of the one before.
        """
        for line in lines:
            self.current = getattr(line, "origin", self.current)
            yield TracedLine(line, self.current)

    def get_snippet_path(self, path: str) -> str:
        """Return the file that an include means."""
        if path.lower().startswith(("http://", "https://")):
            raise self.error(
                f"{path} is never downloaded. Save it with the snippets, and include "
                "that file."
            )
        file: str | None = super().get_snippet_path(path)
        if file is None:
            folders = ", ".join(str(self.site.name(Path(b))) for b in self.base_path)
            raise self.error(
                f"'{path}' could not be found in {folders}. Correct the include."
            )
        if file in self.seen:
            raise self.error(f'"{path}" includes itself. Break the circle.')
        if not os.path.isfile(file):
            raise self.error(f'"{path}" is not a file. Include the files in it.')
        return file

    def read_lines(self, path: str) -> list[TracedLine]:
        """Return the lines of an included file with their origins."""
        name, page_line = self.site.name(Path(path)), self.current.page_line
        try:
            lines = super().read_lines(path)
        except UnicodeDecodeError as error:
            raise self.error(f"save {name} as UTF-8 ({error.reason}).") from None
        if lines and lines[0].startswith("\ufeff"):
            raise self.error(
                f"save {name} as UTF-8 without a byte-order mark, which would be part "
                "of what readers copy."
            )
        for number, line in enumerate(lines, 1):
            if control := CONTROL.search(line):
                message = _INVISIBLE.format(control[0])
                raise self.error(f"{name}:{number}: {message}")
        return [
            TracedLine(line, Origin(page_line, Path(path), number))
            for number, line in enumerate(lines, 1)
        ]

    def select_snippet_lines(self, lines: list[str], target: dict[str, Any]) -> Any:
        """Return the lines of an included file that the include asks for."""
        name, section = self.site.name(Path(target["snippet"])), target["section"]
        if target["start"]:
            raise self.error(
                f"{name} is included by line number, which shifts with every edit. "
                "Include the whole file, or a named section."
            )
        marks = [self.RE_SNIPPET_SECTION.match(line) for line in lines]
        kinds = [mark["type"] for mark in marks if mark and mark["name"] == section]
        if kinds and kinds != ["start", "end"]:
            raise self.error(
                f'section "{section}" of {name} needs one start and one end, in this '
                f"order; it has {kinds}."
            )
        return super().select_snippet_lines(lines, target)
