"""Read a page with the site's own extensions: expanded lines, origins, fences."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml
from markdown import Markdown
from mkdocs.utils import meta
from pymdownx.superfences import SuperFencesBlockPreprocessor

from docs._engine.pages.includes import TracingSnippets, trace_includes, with_origins
from docs._engine.pages.origins import Origin, PageError
from docs._engine.pages.settings import Site


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
    """Its content without the indentation it has on the page."""


@dataclass(frozen=True)
class Page:
    """A page with its includes expanded."""

    path: Path
    """Path, relative to the root of the site."""
    lines: list[str]
    """Expanded lines."""
    origins: list[Origin]
    """The origin of each of these lines."""
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
    if duplicate := site.same_address(path):
        other = duplicate.relative_to(site.root)
        raise PageError(name, 1, f"{other} has the same address. Rename one of them.")
    body = _without_front_matter(source, name)
    first_line = source[: len(source) - len(body)].count("\n") + 1

    markdown = site.markdown()
    if path.is_relative_to(site.docs):
        trace_includes(markdown, site.root, name, first_line)
    else:
        # The site does not render it, so nothing expands its includes.
        markdown.preprocessors.deregister("snippet", strict=False)
    fences = _fence_recorder(markdown)

    lines = body.split("\n")
    origins: list[Origin] = []
    for step in markdown.preprocessors:
        lines = step.run(lines)
        if isinstance(step, TracingSnippets):
            origins = [line.origin for line in with_origins(lines)]
        if step is fences:
            break
    origins = origins or [Origin(first_line + i) for i in range(len(fences.lines))]
    # Python-Markdown adds two empty lines at the end.
    origins += [origins[-1]] * (len(fences.lines) - len(origins))
    return Page(name, fences.lines, origins, fences.fences)


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
            if error.problem_mark and error.problem:
                line, problem = error.problem_mark.line + 2, error.problem
        message = f"the front matter is no valid YAML ({problem}), and would be shown."
        raise PageError(name, line, message)
    return body


class _FenceRecorder(SuperFencesBlockPreprocessor):  # type: ignore[misc]  # No types.
    """pymdownx.superfences that records each fence it finds."""

    lines: list[str]
    fences: list[Fence]

    def run(self, lines: list[str]) -> list[str]:
        self.lines, self.fences = list(lines), []
        return list(super().run(lines))

    def process_nested_block(self, ws: str, content: str, start: int, end: int) -> None:
        language, text = self.lang or "", self.rebuild_block(self.code)
        before = len(self.stack)
        super().process_nested_block(ws, content, start, end)
        if len(self.stack) > before:
            self.fences.append(Fence(start, end, language, text))


def _fence_recorder(markdown: Markdown) -> _FenceRecorder:
    """Replace the fence finder of a converter by one that records fences."""
    original = cast(
        SuperFencesBlockPreprocessor, markdown.preprocessors["fenced_code_block"]
    )
    recorder = _FenceRecorder(markdown)
    recorder.config, recorder.extension = original.config, original.extension
    # Nobody sees colors here.
    recorder.extension.superfences[0]["formatter"] = lambda **fence: ""
    markdown.preprocessors.register(recorder, "fenced_code_block", 25)
    return recorder
