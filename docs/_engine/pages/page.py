"""Read a page as the site reads it: includes expanded, fences found, origins kept."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown import Markdown
from mkdocs.utils import meta
from pymdownx.superfences import SuperFencesBlockPreprocessor

from docs._engine.pages.includes import (
    Includes,
    Origin,
    PageError,
    located,
    trace_includes,
)
from docs._engine.pages.settings import Site


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
        PageError: The file is no UTF-8 text, another one has its address, or its front
            matter or one of its includes does not hold.
    """
    name = path.relative_to(site.root) if path.is_relative_to(site.root) else path
    source = read_text(path, name)
    if twin := site.same_address(path):
        twin = twin.relative_to(site.root)
        raise PageError(name, 1, f"{twin} has the same address. Rename one of them.")
    body = _without_front_matter(source, name)
    first_line = source[: len(source) - len(body)].count("\n") + 1

    markdown = site.markdown()
    if path.is_relative_to(site.docs):
        trace_includes(markdown, site.root, name, first_line)
    else:
        # The site does not render it, so nothing expands its includes.
        markdown.preprocessors.deregister("snippet", strict=False)
    fences = _fence_recorder(markdown)

    lines, origins = body.split("\n"), None
    for step in markdown.preprocessors:
        lines = step.run(lines)
        if isinstance(step, Includes):
            origins = [line.origin for line in located(lines)]
        if step is fences:
            break
    origins = origins or [Origin(first_line + i) for i in range(len(fences.lines))]
    # Python-Markdown adds two empty lines at the end.
    origins += [origins[-1]] * (len(fences.lines) - len(origins))
    return Page(name, fences.lines, origins, fences.found)


def read_text(path: Path, name: Path) -> str:
    """Return the text of a file that messages call `name`.

    Raises:
        PageError: The file is no UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"save this file as UTF-8 ({error.reason})."
        raise PageError(name, line, message) from None


def _without_front_matter(source: str, name: Path) -> str:
    """Return the page behind its front matter, read as MkDocs reads it."""
    body, _ = meta.get_data(source)
    if body == source and re.match(r"---[ \t]*\n", source):
        line, problem = 1, "write keys and values, and close it with ---"
        try:
            yaml.safe_load((meta.YAML_RE.match(source) or ["", ""])[1])
        except yaml.MarkedYAMLError as error:
            line, problem = error.problem_mark.line + 2, error.problem
        message = f"the front matter is no valid YAML ({problem}), and would be shown."
        raise PageError(name, line, message)
    return body


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
    recorder = _Fences(markdown)
    recorder.config, recorder.extension = original.config, original.extension
    # Nobody sees colours here.
    recorder.extension.superfences[0]["formatter"] = lambda **fence: ""
    markdown.preprocessors.register(recorder, "fenced_code_block", 25)
    return recorder
