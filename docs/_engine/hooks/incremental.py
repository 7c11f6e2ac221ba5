"""`mkdocs serve` shows an edit at once: what did not change is not rendered again.

MkDocs builds the whole site after each edit. Here it still does: navigation, templates,
links and checks see all pages. But a page whose text, snippets and other sources are as
they were keeps its HTML and its part of the search index, in memory.
"""

import functools
import logging
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from docs._engine.core.paths import DOCS, ROOT
from docs._engine.markdown import checks, compatibility, glossary
from docs._engine.pages.checks import citing_pages
from docs._engine.pages.collection import collect_items

log = logging.getLogger("mkdocs.hooks.serve")


class Rendered(NamedTuple):
    """What rendering a page gives."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str]
    links: dict[str, dict[str, str]]
    """Anchors in other pages, by the source of the page."""


_kept: dict[str, tuple[object, object]] = {}
"""What was made, and from what, by what it is."""
_build: dict[str, object] = {}
"""What all pages of this build depend on; empty unless MkDocs serves."""


def on_startup(command: str, dirty: bool) -> None:
    """Keep pages only while MkDocs serves."""
    if command == "serve":
        _build["programs"] = _states(_programs())


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Look at everything that any page may depend on."""
    if not _build:
        return
    changed = _states(_programs()) - _build["programs"]
    for path, _, _ in sorted(changed):
        log.warning(f"{path} changed. Start `mkdocs serve` again: it runs the old one.")
    sources = [
        *DOCS.glob("_*/**/*"),
        *ROOT.glob("tests/checks/test_*.py"),
        DOCS / glossary.PAGE,
        Path(config.config_file_path),
    ]
    _build["all"] = _states(sources), [(file.src_uri, file.url) for file in files]
    _build["rendered"] = 0
    _build["snippets"] = {
        file.relative_to(folder).as_posix(): file
        for folder in config.mdx_configs["pymdownx.snippets"]["base_path"]
        for file in Path(folder).rglob("*.*")
    }


def _programs() -> list[Path]:
    return [*DOCS.glob("_engine/**/*.py")]


def _states(files: list[Path]) -> frozenset[tuple[str, int, int]]:
    """Return what tells whether a file was written to."""
    stats = [(file, file.stat()) for file in files if file.is_file()]
    return frozenset(
        (file.relative_to(ROOT).as_posix(), stat.st_mtime_ns, stat.st_size)
        for file, stat in stats
    )


def on_page_markdown(
    markdown: str, page: Page, config: MkDocsConfig, files: Files
) -> None:
    """Render a page only when something it depends on has changed."""
    # mkdocs-jupyter renders notebooks, and keeps them itself.
    if _build and page.file.src_uri.endswith(".md"):
        page.render = functools.partial(_render, page)


def _render(page: Page, config: MkDocsConfig, files: Files) -> None:
    sources = [_build["all"], page.markdown, page.meta, *_included(page.markdown)]
    if checks.has_check_list(page.markdown):
        sources.append(citing_pages(DOCS))
    if compatibility.has_compatibility_table(page.markdown):
        sources.append([vars(each) for each in collect_items()])
    before, rendered = _kept.get(page.file.src_uri, (None, None))
    if sources != before:
        _build["rendered"] += 1
        # A page with a warning is rendered, and warned of, in each build.
        quiet = CountHandler(level=logging.INFO)
        logging.getLogger("mkdocs").addHandler(quiet)
        try:
            Page.render(page, config, files)
        finally:
            logging.getLogger("mkdocs").removeHandler(quiet)
        _kept.pop(page.file.src_uri, None)
        if not quiet.get_counts():
            links = {to.src_uri: each for to, each in page.links_to_anchors.items()}
            rendered = Rendered(
                page.content,
                page.toc,
                page._title_from_render,
                page.present_anchor_ids,
                links,
            )
            _kept[page.file.src_uri] = sources, rendered
        return
    page.content, page.toc, page._title_from_render, page.present_anchor_ids, _ = (
        rendered
    )
    page.links_to_anchors = {
        files.get_file_from_path(to): each for to, each in rendered.links.items()
    }


def _included(text: str) -> list[str]:
    """Return the text of each snippet that a text names, and those that these name."""
    found, texts = set(), [text]
    for each in texts:
        for name, file in _build["snippets"].items():
            if name in each and name not in found:
                found.add(name)
                texts.append(file.read_text("utf-8"))
    return texts[1:]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep the words of unchanged pages in the search index."""
    if not _build:
        return
    pages = [file for file in files.documentation_pages() if file.src_uri[-3:] == ".md"]
    log.info(f"Rendered {_build['rendered']} of {len(pages)} pages; the others stand")
    index = config.plugins["material/search"].search_index
    add = index.add_entry_from_context

    def add_or_reuse(page: Page) -> None:
        sources = page.content, page.meta, page.title, page.url
        name = f"words of {page.file.src_uri}"
        before, entries = _kept.get(name, (None, None))
        if sources != before:
            start = len(index.entries)
            add(page)
            _kept[name] = sources, index.entries[start:]
        else:
            index.entries += entries

    index.add_entry_from_context = add_or_reuse
