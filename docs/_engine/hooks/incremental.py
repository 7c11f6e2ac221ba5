"""Incremental rendering for `mkdocs serve`.

MkDocs builds the whole site after each edit, and it still does: navigation, templates,
links and checks see all pages. But a page whose text, snippets and other sources did
not change reuses its HTML and its part of the search index, which stay in memory.
"""

import functools
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from jinja2 import Environment
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from docs._engine.core.paths import DOCS, ROOT
from docs._engine.core.results import FIGURES
from docs._engine.markdown import checks, compatibility, glossary
from docs._engine.pages.checks import citing_pages
from docs._engine.pages.collection import collect_items

log = logging.getLogger("mkdocs.hooks.serve")


class Rendered(NamedTuple):
    """The result of rendering a page."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Anchors in other pages, by the source of the page."""


FileStates = frozenset[tuple[str, int, int]]
"""Path, time of the last change in nanoseconds, and size of files."""


@dataclass
class BuildState:
    """Inputs and results of the builds of one `mkdocs serve`."""

    programs: FileStates
    """The programs as they were when it started."""
    shared: object = None
    """What every page of this build depends on."""
    snippets: dict[str, Path] = field(default_factory=dict)
    """The files that pages can include, by the name that includes use."""
    rendered: int = 0
    """The number of pages that this build has rendered."""
    pages: dict[str, tuple[object, Rendered]] = field(default_factory=dict)
    """The sources and the result of each page that can be reused."""
    search_entries: dict[str, tuple[object, list[Any]]] = field(default_factory=dict)
    """The sources and the search entries of each page."""


_state: BuildState | None = None
"""None unless MkDocs serves."""


def on_startup(command: str, dirty: bool) -> None:
    """Reuse pages only while MkDocs serves."""
    global _state
    if command == "serve":
        _state = BuildState(_states(_programs()))


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at everything that any page may depend on."""
    if not _state:
        return
    changed = _states(_programs()) - _state.programs
    for path, _, _ in sorted(changed):
        log.warning(f"{path} changed. Start `mkdocs serve` again: it runs the old one.")
    sources = [
        *DOCS.glob("_*/**/*"),
        *ROOT.glob("tests/checks/test_*.py"),
        DOCS / glossary.PAGE,
        Path(config.config_file_path),
    ]
    _state.shared = _states(sources), [(file.src_uri, file.url) for file in files]
    _state.rendered = 0
    _state.snippets = {
        file.relative_to(folder).as_posix(): file
        for folder in config.mdx_configs["pymdownx.snippets"]["base_path"]
        for file in Path(folder).rglob("*.*")
    }


def _programs() -> list[Path]:
    """Return what runs as it was when `mkdocs serve` started; figures are reloaded."""
    files = {*DOCS.glob("_engine/**/*.py")} - {*FIGURES.glob("*.py")}
    return sorted(files)


def _states(files: list[Path]) -> FileStates:
    """Return the states of files, by which a change is noticed."""
    stats = [(file, file.stat()) for file in files if file.is_file()]
    return frozenset(
        (file.relative_to(ROOT).as_posix(), stat.st_mtime_ns, stat.st_size)
        for file, stat in stats
    )


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> None:
    """Render a page only when something it depends on has changed."""
    # mkdocs-jupyter renders notebooks, and has a cache of its own.
    if _state and page.file.src_uri.endswith(".md"):
        page.render = functools.partial(  # type: ignore[method-assign]
            _render, _state, page
        )


def _render(state: BuildState, page: Page, config: MkDocsConfig, files: Files) -> None:
    text = page.markdown or ""
    sources = [state.shared, text, page.meta, *_included(text, state.snippets)]
    if checks.has_check_list(text):
        sources.append(citing_pages(DOCS))
    if compatibility.has_compatibility_table(text):
        sources.append(collect_items())
    before, rendered = state.pages.get(page.file.src_uri, (None, None))
    if rendered is None or sources != before:
        state.rendered += 1
        # A page with a warning is rendered, and warned of, in each build.
        quiet = CountHandler(level=logging.INFO)
        logging.getLogger("mkdocs").addHandler(quiet)
        try:
            Page.render(page, config, files)
        finally:
            logging.getLogger("mkdocs").removeHandler(quiet)
        state.pages.pop(page.file.src_uri, None)
        if not quiet.get_counts():
            links = (page.links_to_anchors or {}).items()
            rendered = Rendered(
                page.content or "",
                page.toc,
                page._title_from_render,
                page.present_anchor_ids or set(),
                {to.src_uri: each for to, each in links},
            )
            state.pages[page.file.src_uri] = sources, rendered
        return
    page.content, page.toc, page._title_from_render, page.present_anchor_ids, _ = (
        rendered
    )
    page.links_to_anchors = {
        file: each
        for to, each in rendered.links.items()
        if (file := files.get_file_from_path(to))
    }


def _included(text: str, snippets: dict[str, Path]) -> list[str]:
    """Return the text of each snippet that a text names, and those that these name."""
    names: set[str] = set()
    texts = [text]
    for each in texts:
        for name, file in snippets.items():
            if name in each and name not in names:
                names.add(name)
                texts.append(file.read_text("utf-8"))
    return texts[1:]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Reuse the search entries of unchanged pages, and report what was rendered."""
    if not _state:
        return
    state = _state
    pages = [file for file in files.documentation_pages() if file.src_uri[-3:] == ".md"]
    reused = len(pages) - state.rendered
    log.info(f"Rendered {state.rendered} of {len(pages)} pages, reused {reused}")
    index = cast(SearchPlugin, config.plugins["material/search"]).search_index
    add = index.add_entry_from_context

    def add_or_reuse(page: Page) -> None:
        sources = page.content, page.meta, page.title, page.url
        before, entries = state.search_entries.get(page.file.src_uri, (None, []))
        if sources != before:
            start = len(index.entries)
            add(page)
            state.search_entries[page.file.src_uri] = sources, index.entries[start:]
        else:
            index.entries += entries

    index.add_entry_from_context = add_or_reuse
