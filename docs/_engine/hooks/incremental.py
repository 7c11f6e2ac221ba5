"""Incremental rendering for `mkdocs serve`.

MkDocs builds the whole site after each edit, and it still does: navigation, templates,
links and checks see all pages. But a page whose text, snippets and other sources did
not change reuses its HTML, which stays in memory.
"""

import functools
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from docs._engine.core.paths import DOCS, ROOT
from docs._engine.core.results import FIGURES
from docs._engine.markdown import checks, compatibility, glossary
from docs._engine.pages.checks import citing_pages
from docs._engine.pages.collection import collect_items

log = logging.getLogger("mkdocs.hooks.serve")

RENDERED = "content", "toc", "_title_from_render", "present_anchor_ids"
"""What rendering sets on a page, apart from its links."""
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
    pages: dict[str, tuple[object, dict[str, Any], dict[str, Any]]] = field(
        default_factory=dict
    )
    """Sources, attributes and links to anchors of each page that can be reused."""


_state: BuildState | None = None
"""None unless MkDocs serves."""


def on_startup(command: str, dirty: bool) -> None:
    """Reuse pages only while MkDocs serves."""
    global _state
    if command == "serve":
        _state = BuildState(_program_states())


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at everything that any page may depend on."""
    if not _state:
        return
    for path, _, _ in sorted(_program_states() - _state.programs):
        log.warning(f"{path} changed. Start `mkdocs serve` again: it runs the old one.")
    sources = {
        *DOCS.glob("_*/**/*"),
        *ROOT.glob("tests/checks/test_*.py"),
        DOCS / glossary.PAGE,
        Path(config.config_file_path),
    }
    _state.shared = _states(sources), [(file.src_uri, file.url) for file in files]
    _state.rendered = 0
    _state.snippets = {
        file.relative_to(folder).as_posix(): file
        for folder in config.mdx_configs["pymdownx.snippets"]["base_path"]
        for file in Path(folder).rglob("*")
        if file.is_file()
    }


def _program_states() -> FileStates:
    """Return what runs as it was when `mkdocs serve` started; figures are reloaded."""
    return _states({*DOCS.glob("_engine/**/*.py")} - {*FIGURES.glob("*.py")})


def _states(files: set[Path]) -> FileStates:
    """Return the states of files, by which a change is noticed."""
    stats = ((file, file.stat()) for file in files if file.is_file())
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
    text, name = page.markdown or "", page.file.src_uri
    sources = [state.shared, text, page.meta, *_included_texts(text, state.snippets)]
    if checks.LIST.search(text):
        sources.append(citing_pages(DOCS))
    if compatibility.has_compatibility_table(text):
        sources.append(collect_items())
    before, attributes, links = state.pages.pop(name, (None, {}, {}))
    if sources == before:
        vars(page).update(attributes)
        page.links_to_anchors = {
            file: anchors
            for to, anchors in links.items()
            if (file := files.get_file_from_path(to))
        }
    else:
        state.rendered += 1
        # A page with a warning is rendered, and warned of, in each build.
        quiet = CountHandler(level=logging.INFO)
        logging.getLogger("mkdocs").addHandler(quiet)
        try:
            Page.render(page, config, files)
        finally:
            logging.getLogger("mkdocs").removeHandler(quiet)
        if quiet.get_counts():
            return
        attributes = {each: getattr(page, each) for each in RENDERED}
        anchors_by_file = page.links_to_anchors or {}
        links = {file.src_uri: anchors for file, anchors in anchors_by_file.items()}
    state.pages[name] = sources, attributes, links


def _included_texts(text: str, snippets: dict[str, Path]) -> list[str]:
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
    """Report what was rendered."""
    if _state:
        pages = [
            each for each in files.documentation_pages() if each.src_uri[-3:] == ".md"
        ]
        count = _state.rendered
        log.info(f"Rendered {count} of {len(pages)} pages, reused {len(pages) - count}")
