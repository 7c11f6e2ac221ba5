"""Notebook pages: run again only when something changed, look like every other page.

mkdocs-jupyter executes the notebook and keeps the result. Two things are added here.
Its cache knows only the notebook's own text, so it gets a folder for each state of
everything else that the outputs depend on. Its pages carry a style sheet of 575 KB that
ignores dark mode and asks other hosts for scripts, so the site's own Markdown renders
the page, with the executed outputs put back in.
"""

import os
import re
from pathlib import Path
from typing import IO

import jupytext
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docs._engine.core.cache import writable
from docs._engine.markdown.notebooks import (
    JUPYTER,
    cache_key,
    discard_incomplete_files,
    load_notebook,
    to_page,
)

try:
    import fcntl
except ImportError:  # Windows: nothing keeps two builds at once apart there.
    fcntl = None  # type: ignore[assignment]

NOTEBOOK = re.compile(r"(^|/)notebooks/[^/]+\.py$")


class NotebooksHook:
    """The lock that keeps other builds of this checkout from the cache."""

    lock: IO[str] | None = None

    def on_config(self, config: MkDocsConfig) -> None:
        """Point mkdocs-jupyter at our kernel and at the cache for the present state."""
        paths = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
        if str(JUPYTER) not in paths:
            os.environ["JUPYTER_PATH"] = os.pathsep.join(
                filter(None, [str(JUPYTER), *paths])
            )
        options = config.plugins["mkdocs-jupyter"].config
        options["kernel_name"] = "guide"
        notebooks = sorted(Path(config.docs_dir, "notebooks").glob("*.py"))
        root = Path(config.config_file_path).parent
        cache = writable(root / ".cache" / "notebooks")
        options["cache_dir"] = str(cache / cache_key(notebooks))

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Wait until no other build of this checkout uses the cache, then lock it.

        The second build finds what the first has run. The lock ends with its process.
        """
        cache = Path(config.plugins["mkdocs-jupyter"].config["cache_dir"])
        if fcntl and not self.lock:
            self.lock = (cache.parent / "lock").open("w")
            fcntl.flock(self.lock, fcntl.LOCK_EX)
        discard_incomplete_files(cache)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Offer each notebook as an .ipynb file beside its page."""
        for file in list(files):
            if NOTEBOOK.search(file.src_uri):
                notebook = load_notebook(Path(file.abs_src_path or ""))
                name = file.src_uri.removesuffix(".py") + ".ipynb"
                content = jupytext.writes(notebook, fmt="ipynb")
                files.append(File.generated(config, name, content=content))
        return files

    def on_page_content(
        self, html: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Render an executed notebook as the site renders every other page."""
        name = page.file.src_uri
        if not NOTEBOOK.search(name):
            return html
        notebook = to_page(Path(page.file.abs_src_path or ""), html, name)
        page.meta.setdefault("description", notebook.description)
        page.markdown = notebook.markdown
        Page.render(page, config, files)
        page.content = notebook.fill_figures(page.content or "")
        return page.content

    def unlock(self, **event: object) -> None:
        """Let other builds use the cache: this one is done, or has failed."""
        if self.lock:
            self.lock.close()
            self.lock = None


_hook = NotebooksHook()
on_config = _hook.on_config
on_pre_build = _hook.on_pre_build
on_files = _hook.on_files
on_page_content = _hook.on_page_content
on_post_build = on_build_error = _hook.unlock
