"""Draw measured figures: `![What it shows](figure:name "Caption")` on its own.

The page gets a still drawing, the numbers as a table, and what a script needs to make
the drawing follow its controls. It needs no script to be read.
"""

import functools
import hashlib
import importlib
import json
import re
import sys
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core import results, typeface
from docs._engine.core.cache import cached, source_bytes
from docs._engine.core.results import DATA, FIGURES, reference_error

if TYPE_CHECKING:
    # Altair takes a second to import, which a build with a filled cache saves.
    from docs._engine.figures.base import Control

SCHEME = "figure:"
CODE = source_bytes(results.__file__, __file__, *typeface.FILES)

DECORATION = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"| (?:opacity|stroke-width)="1"'
)
"""Attributes of a drawing without effect: it has one text alternative as a whole."""

LONG_DECIMAL = re.compile(r"\d+\.\d{2,}")
"""In a tag, a position in pixels. Text between tags is what a reader sees."""


class RenderedFigure(NamedTuple):
    """A figure as it is cached: the parts of the page, and of its live drawing."""

    panels: str
    """The still drawings."""
    controls: str
    """What a reader can change, and what lines mean."""
    rows: list[list[str]]
    """The numbers as a table, its header first."""
    specifications: str
    """JSON from which a script draws the panels."""


def figure_html(name: str, label: str, caption: str) -> str:
    """Return the HTML of a figure.

    Args:
        name: Its file in docs/_engine/figures.
        label: What it shows, for those who do not see it.
        caption: What is written under it.
    """
    if not (FIGURES / f"{name}.py").is_file():
        available = sorted(each.stem for each in FIGURES.glob("*.py"))
        raise reference_error(
            f"{SCHEME}{name}", f"there is none; there are {', '.join(available)}."
        )
    rendered = render_cached(name)
    return (
        f'<figure class="measured" data-figure="{name}" '
        f'data-script="{script_name(name)}">'
        f'<div class="panels" role="img" aria-label="{escape(label)}">'
        f"{rendered.panels}</div>{rendered.controls}"
        f"<figcaption>{escape(caption)}</figcaption>"
        f"<details><summary>The numbers as a table</summary>"
        f'<div class="scroll" tabindex="0" role="group" aria-label="Table" '
        f'data-search-exclude="yes">'
        f"{_table(*rendered.rows)}</div></details></figure>"
    )


def script_name(name: str) -> str:
    """Return the file of `figure_script`; another drawing has another one.

    Args:
        name: The figure's file in docs/_engine/figures.
    """
    digest = hashlib.sha256(render_cached(name).specifications.encode()).hexdigest()
    return f"{name}-{digest[:8]}.js"


def figure_script(name: str) -> str:
    """Return a script that says how to draw the figure, for when a reader moves it.

    A script also loads where a page was opened as a file.

    Args:
        name: Its file in docs/_engine/figures.
    """
    return f"(window.figures??={{}})[{name!r}]={render_cached(name).specifications};"


def render_cached(name: str) -> RenderedFigure:
    """Return a figure from the cache, or render it.

    Args:
        name: Its file in docs/_engine/figures.
    """
    files = sorted([*FIGURES.glob("*.py"), *DATA.glob("*.json")])
    return _render_cached(name, *((file, file.stat().st_mtime_ns) for file in files))


@functools.lru_cache(maxsize=64)
def _render_cached(name: str, *files: tuple[Path, int]) -> RenderedFigure:
    """Render a figure; the states of the files are part of the key."""
    sources: list[str | bytes] = [
        each for file, _ in files for each in (file.name, file.read_bytes())
    ]
    sources += [CODE, version("altair"), version("vl-convert-python")]
    return RenderedFigure(*cached(name, sources, lambda: _render(name)))


def _render(name: str) -> RenderedFigure:
    # `mkdocs serve` may have imported them as they were before an edit.
    for module in [
        each for each in sys.modules if each.startswith("docs._engine.figures")
    ]:
        del sys.modules[module]
    figure = importlib.import_module(f"docs._engine.figures.{name}").figure()
    specs = [panel.to_dict() for panel in figure.panels]
    stills = [
        _static_svg(json.dumps(spec), f"{name}-{number}")
        for number, spec in enumerate(specs)
    ]
    panels = "".join(
        f'<div class="panel" data-search-exclude="yes">{still}</div>'
        for still in stills
    )
    controls = "".join(map(_control, figure.controls))
    legend = "".join(
        f'<li><svg viewBox="0 0 28 10" aria-hidden="true"><path d="M0 5h28" '
        f'style="{style}"/></svg>{escape(text)}</li>'
        for style, text in figure.legend
    )
    return RenderedFigure(
        panels,
        f'<div class="controls" data-search-exclude="yes">{controls}</div>'
        f'<ul class="key" data-search-exclude="yes">{legend}</ul>',
        [[str(cell) for cell in row] for row in (figure.header, *figure.rows)],
        json.dumps(specs, separators=(",", ":")),
    )


def _control(control: "Control") -> str:
    name, values = control.name, list(control.values)
    start = values.index(control.value)
    if control.slider:
        field = (
            f'<input type="range" name="{name}" min="0" max="{len(values) - 1}" '
            f'value="{start}" data-values="{escape(json.dumps(values))}" '
            f'aria-valuetext="{control.value}"><output>{control.value}</output>'
        )
    else:
        options = "".join(
            f"<option{' selected' if value == control.value else ''}>"
            f"{escape(str(value))}</option>"
            for value in values
        )
        field = f'<select name="{name}">{options}</select>'
    return f"<label>{escape(control.label)} {field}</label>"


def _table(header: list[str], *rows: list[str]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _round(number: re.Match[str]) -> str:
    """Return the number in tenths: no screen shows more of a pixel."""
    return f"{float(number[0]):.1f}"


def _static_svg(spec: str, prefix: str) -> str:
    import vl_convert

    def draw() -> str:
        typeface.register_fonts()
        svg = DECORATION.sub("", vl_convert.vegalite_to_svg(spec))
        svg = re.sub(r"<[^>]*>", lambda tag: LONG_DECIMAL.sub(_round, tag[0]), svg)
        for attribute in 'id="', 'href="#', "url(#":
            svg = svg.replace(attribute, f"{attribute}{prefix}-")
        return svg

    return cached(prefix, [CODE, version("vl-convert-python"), spec], draw)


class FigureProcessor(Treeprocessor):
    """Replaces images of the scheme `figure:`."""

    def run(self, root: Element) -> None:
        for parent in root.iter():
            for image in list(parent):
                source = image.get("src", "")
                if not source.startswith(SCHEME):
                    continue
                label, caption = image.get("alt", ""), image.get("title", "")
                if parent.tag != "p" or len(parent) > 1 or (parent.text or "").strip():
                    raise reference_error(
                        source, "let the figure stand alone in its paragraph."
                    )
                if not label or not caption:
                    raise reference_error(
                        source, 'write ![what it shows](figure:… "caption").'
                    )
                markup = figure_html(source.removeprefix(SCHEME), label, caption)
                parent.remove(image)
                parent.tag = "div"
                parent.text = AtomicString(self.md.htmlStash.store(markup))
