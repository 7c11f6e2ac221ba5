"""Speed up builds: freeze the garbage collector, cache templates, index less text."""

import gc
import re
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from docs._engine.core.cache import CACHE, writable

UNREAD = re.compile(
    # Ours hold no element of their own kind.
    r'<(\w+) [^>]*data-search-exclude="yes"[^>]*>.*?</\1>'
    r"|</?(?:span|data)\b[^>]*>",
    re.DOTALL,
)
"""What the theme's search plugin would leave out of its index.

It reads the HTML of each page tag by tag, which takes as long as rendering does.
"""
_entries: dict[str, tuple[object, list[Any]]] = {}
"""Sources and entries of each page, for the next build of `mkdocs serve`."""


def on_startup(command: str, dirty: bool) -> None:
    """Let the garbage collector ignore what is imported, which stays to the end."""
    gc.freeze()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Cache compiled templates, which Jinja finds by their text; shorten the search."""
    folder = writable(CACHE.parent / f"templates-{jinja2.__version__}")
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    search: Any = config.plugins["material/search"]
    index = search.search_index
    add = index.add_entry_from_context

    def add_less(page: Page) -> None:
        sources = page.content, page.meta, page.title, page.url
        before, entries = _entries.get(page.file.src_uri, (None, []))
        if sources == before:
            index.entries += entries
            return
        start, whole = len(index.entries), page.content
        page.content = UNREAD.sub("", whole or "")
        add(page)
        page.content = whole
        _entries[page.file.src_uri] = sources, index.entries[start:]

    index.add_entry_from_context = add_less
