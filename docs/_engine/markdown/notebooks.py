"""Executed notebooks as pages of Markdown, and the key of the cache of executions."""

import base64
import hashlib
import json
import re
import sys
import sysconfig
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import jupytext
from bs4 import BeautifulSoup, Tag

from docs._engine.core.html import attribute, select_one
from docs._engine.core.sources import with_imports

JUPYTER = Path(__file__).parent / "jupyter"
"""The folder of the kernel that runs the notebooks."""
AXIS_GREY = "#7f7f7f"
"""What matplotlib draws axes and texts in, on any ground."""
FIGURE_SLOT = '<div id="figure-{}"></div>'


class NotebookError(Exception):
    """A notebook shows something that no page can show. The message begins with it."""


@dataclass(frozen=True)
class NotebookPage:
    """An executed notebook on its way to a page."""

    markdown: str
    """Texts, programs and outputs, with a slot for each figure."""
    figures: list[str]
    """The figures, as HTML."""
    description: str | None
    """What the notebook says it is about."""

    def fill_figures(self, html: str) -> str:
        """Return the rendered page with a figure in each slot."""
        for number, figure in enumerate(self.figures):
            html = html.replace(FIGURE_SLOT.format(number), figure)
        return html


def cache_key(notebooks: list[Path]) -> str:
    """Return a digest of what notebooks depend on beside their own text.

    That is the Python version, the version of every installed package (Keras and
    TensorFlow among them), the kernel, and the files of this repository they import.
    """
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    key = hashlib.sha256(
        repr([sys.version, *sorted(p.name for p in packages)]).encode()
    )
    files = set().union(*map(with_imports, notebooks)) - set(notebooks)
    for file in sorted([*files, *JUPYTER.rglob("*.json")]):
        key.update(file.name.encode())
        key.update(file.read_bytes())
    return key.hexdigest()[:16]


def discard_incomplete_files(cache: Path) -> None:
    """Remove what an interrupted build left, which mkdocs-jupyter could not read."""
    for file in cache.glob("*.json"):
        try:
            json.loads(file.read_bytes())
        except ValueError:
            file.unlink()


def load_notebook(file: Path) -> Any:
    """Return a notebook whose cells have names that are the same in each build.

    jupytext draws them at random.
    """
    notebook = jupytext.read(file)
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"
    return notebook


def to_page(file: Path, html: str, name: str) -> NotebookPage:
    """Return an executed notebook as a page.

    Args:
        file: The notebook.
        html: What mkdocs-jupyter has made of it: each cell with its outputs.
        name: Its path relative to docs/, for messages.

    Raises:
        NotebookError: A cell wrote a warning, or shows what no page can show.
    """
    notebook = jupytext.read(file)
    cells = BeautifulSoup(html, "html.parser").select("[id^=cell-id]")
    parts: list[str] = []
    figures: list[str] = []
    for cell, result in zip(notebook.cells, cells, strict=True):
        if cell.cell_type == "markdown":
            parts.append(cell.source)
        elif cell.cell_type == "code":
            parts.append(code_fence("python", cell.source))
            texts, images = read_outputs(result, name)
            parts += [code_fence("text", text) for text in texts]
            labels = cell.metadata.get("figures", [])
            if len(labels) != len(images):
                raise NotebookError(
                    f"{name}: a cell draws {len(images)} figures and "
                    f"describes {len(labels)}. Give each figure a text alternative: "
                    '# %% figures=["what the figure shows"]'
                )
            for label, image in zip(labels, images, strict=True):
                parts.append(FIGURE_SLOT.format(len(figures)))
                figures.append(inline_svg(image, label, len(figures)))
    title, *rest = parts
    download = f"[Download as a notebook]({file.stem}.ipynb){{ .md-button download }}"
    description = notebook.metadata.get("description")
    return NotebookPage("\n\n".join([title, download, *rest]), figures, description)


def code_fence(language: str, text: str) -> str:
    """Return a fenced block that no fence inside `text` can close."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{text.rstrip()}\n{marks}"


def read_outputs(cell: Tag, name: str) -> tuple[list[str], list[str]]:
    """Return the texts and the SVG figures that an executed cell shows, in order.

    Raises:
        NotebookError: The cell wrote a warning, or an output that no page can show.
    """
    texts, images = [], []
    for output in cell.select(".jp-OutputArea-output"):
        kind = output.get("data-mime-type")
        if kind == "application/vnd.jupyter.stderr":
            raise NotebookError(
                f"{name}: a cell writes to stderr. Remove the cause:\n"
                f"{output.get_text().strip()}"
            )
        elif kind == "text/plain":
            texts.append(select_one(output, "pre").get_text())
        elif kind == "image/svg+xml":
            source = attribute(select_one(output, "img"), "src")
            data = source.partition("base64,")[2]
            images.append(base64.b64decode(data).decode())
        else:
            raise NotebookError(
                f"{name}: a cell shows {kind}. Print text, or draw with matplotlib."
            )
    return texts, images


def inline_svg(svg: str, label: str, number: int) -> str:
    """Return an inline figure with a text alternative and names of its own."""
    svg = svg[svg.index("<svg") :]
    # matplotlib's metadata holds the time of the run.
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    # The grey of axes and text becomes that of the reader's scheme.
    svg = svg.replace(AXIS_GREY, "var(--plot-ink)")
    view = re.search(r'viewBox="[^"]*"', svg)
    box = view[0] if view else ""
    opening = f'<svg {box} role="img" aria-label="{escape(label)}">'
    svg = re.sub(r"<svg[^>]*>", lambda _: opening, svg, count=1)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>figure-{number}-", svg)
    return f'<figure class="plot">{svg}</figure>'
