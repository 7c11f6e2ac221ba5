"""Notebook pages: run again only when something changed, look like every other page.

mkdocs-jupyter executes the notebook and keeps the result. Two things are added here.
Its cache knows only the notebook's own text, so it gets a folder for each state of
everything else that the outputs depend on. Its pages carry a style sheet of 575 KB that
ignores dark mode and asks other hosts for scripts, so the site's own Markdown renders
the page, with the executed outputs put back in.
"""

import base64
import hashlib
import json
import os
import re
import sys
import sysconfig
from html import escape
from pathlib import Path

import jupytext
from bs4 import BeautifulSoup, Tag
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docs._engine.core.sources import with_imports

try:
    import fcntl
except ImportError:  # Windows: nothing keeps two builds at once apart there.
    fcntl = None


JUPYTER = Path(__file__).parent / "jupyter"
INK = "#7f7f7f"
NOTEBOOK = re.compile(r"(^|/)notebooks/[^/]+\.py$")
LOCK = []
"""The open lock file, while this process builds."""


def on_config(config: MkDocsConfig) -> None:
    """Point mkdocs-jupyter at our kernel and at the cache for the present state."""
    paths = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if str(JUPYTER) not in paths:
        os.environ["JUPYTER_PATH"] = os.pathsep.join(
            filter(None, [str(JUPYTER), *paths])
        )
    options = config.plugins["mkdocs-jupyter"].config
    options["kernel_name"] = "guide"
    notebooks = sorted(Path(config.docs_dir, "notebooks").glob("*.py"))
    options["cache_dir"] = str(
        Path(config.config_file_path).parent / ".cache/notebooks" / state(notebooks)
    )


def on_pre_build(config: MkDocsConfig) -> None:
    """Wait until no other build of this checkout uses the cache, then keep others out.

    The second build finds what the first has run. The lock ends with its process.
    """
    cache = Path(config.plugins["mkdocs-jupyter"].config["cache_dir"])
    if fcntl and not LOCK:
        cache.parent.mkdir(parents=True, exist_ok=True)
        LOCK.append((cache.parent / "lock").open("w"))
        fcntl.flock(LOCK[0], fcntl.LOCK_EX)
    discard_half_written(cache)


def unlock(**event: object) -> None:
    """Let other builds use the cache: this one is done, or has failed."""
    while LOCK:
        LOCK.pop().close()


on_post_build = on_build_error = unlock


def state(notebooks: list[Path]) -> str:
    """Return a digest of what notebooks depend on beside their own text.

    That is the Python version, the version of every installed package (Keras and
    TensorFlow among them), the kernel, and the files of this repository they import.
    """
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    digest = hashlib.sha256(
        repr([sys.version, *sorted(p.name for p in packages)]).encode()
    )
    files = set().union(*map(with_imports, notebooks)) - set(notebooks)
    for file in sorted([*files, *JUPYTER.rglob("*.json")]):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def discard_half_written(cache: Path) -> None:
    """Remove what an interrupted build left, which mkdocs-jupyter could not read."""
    for file in cache.glob("*.json"):
        try:
            json.loads(file.read_bytes())
        except ValueError:
            file.unlink()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Offer each notebook as an .ipynb file beside its page."""
    for file in list(files):
        if NOTEBOOK.search(file.src_uri):
            notebook = jupytext.read(file.abs_src_path)
            for number, cell in enumerate(notebook.cells, 1):
                # jupytext draws one at random, so no two builds were the same.
                cell["id"] = f"cell-{number}"
            name = file.src_uri.removesuffix(".py") + ".ipynb"
            content = jupytext.writes(notebook, fmt="ipynb")
            files.append(File.generated(config, name, content=content))
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Render an executed notebook as the site renders every other page."""
    if not NOTEBOOK.search(page.file.src_uri):
        return html
    notebook = jupytext.read(page.file.abs_src_path)
    page.meta.setdefault("description", notebook.metadata.get("description"))
    executed = BeautifulSoup(html, "html.parser").select("[id^=cell-id]")
    parts, figures = [], []
    for cell, result in zip(notebook.cells, executed, strict=True):
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        elif cell.cell_type == "code":
            parts.append(fence("python", cell.source))
            texts, images = outputs(result, page.file.src_uri)
            parts += [fence("text", text) for text in texts]
            labels = cell.metadata.get("figures", [])
            if len(labels) != len(images):
                raise PluginError(
                    f"{page.file.src_uri}: a cell draws {len(images)} figures and "
                    f"describes {len(labels)}. Give each figure a text alternative: "
                    '# %% figures=["what the figure shows"]'
                )
            for label, image in zip(labels, images, strict=True):
                figures.append(figure(image, label, len(figures)))
                parts.append(f'<div id="figure-{len(figures) - 1}"></div>')
    title, *rest = parts
    name = Path(page.file.src_uri).stem + ".ipynb"
    download = f"[Download as a notebook]({name}){{ .md-button download }}"
    page.markdown = "\n\n".join([title, download, *rest])
    Page.render(page, config, files)
    for number, markup in enumerate(figures):
        slot = f'<div id="figure-{number}"></div>'
        page.content = page.content.replace(slot, markup)
    return page.content


def fence(language: str, text: str) -> str:
    """Return a fenced block that no fence inside `text` can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{text.rstrip()}\n{marks}"


def outputs(cell: Tag, page: str) -> tuple[list[str], list[str]]:
    """Return the texts and the SVG figures that an executed cell shows, in order.

    Raises:
        PluginError: The cell wrote a warning, or an output that no page can show.
    """
    texts, images = [], []
    for output in cell.select(".jp-OutputArea-output"):
        kind = output.get("data-mime-type")
        if kind == "application/vnd.jupyter.stderr":
            raise PluginError(
                f"{page}: a cell writes to stderr. Remove the cause:\n"
                f"{output.get_text().strip()}"
            )
        elif kind == "text/plain":
            texts.append(output.pre.get_text())
        elif kind == "image/svg+xml":
            encoded = output.find("img")["src"].partition("base64,")[2]
            images.append(base64.b64decode(encoded).decode())
        else:
            raise PluginError(
                f"{page}: a cell shows {kind}. Print text, or draw with matplotlib."
            )
    return texts, images


def figure(svg: str, label: str, number: int) -> str:
    """Return an inline figure with a text alternative and names of its own."""
    svg = svg[svg.index("<svg") :]
    # matplotlib's metadata holds the time of the run.
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # The grey of axes and text becomes that of the reader's scheme.
    svg = svg.replace(INK, "var(--plot-ink)")
    view = re.search(r'viewBox="[^"]*"', svg).group()
    opening = f'<svg {view} role="img" aria-label="{escape(label)}">'
    svg = re.sub(r"<svg[^>]*>", opening, svg, count=1)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>figure-{number}-", svg)
    return f'<figure class="plot">{svg}</figure>'
