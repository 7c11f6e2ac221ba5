"""Draw measured figures: `![What it shows](figure:name "Caption")` on its own.

The page gets a still drawing, the numbers as a table, and what a script needs to make
the drawing follow its controls. It needs no script to be read.
"""

import hashlib
import importlib
import json
import re
import sys
from dataclasses import asdict, dataclass
from html import escape
from importlib.metadata import version
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core import typeface
from docs._engine.core.cache import cached, source_bytes
from docs._engine.core.results import DATA, FIGURES, reference_error
from docs._engine.core.sources import with_imports

if TYPE_CHECKING:
    # Altair takes a second to import, which a build with a filled cache saves.
    from docs._engine.figures.base import Control, Figure

SCHEME = "figure:"
CODE = source_bytes(__file__, *typeface.FILES)
LABEL, CAPTION = "<!-- label -->", "<!-- caption -->"

DECORATION = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events)="[^"]*"| (?:opacity|stroke-width)="1"'
)
"""Attributes of a drawing without effect: it has one text alternative as a whole."""

LONG_DECIMAL = re.compile(r"\d+\.\d{2,}")
"""In a tag, a position in pixels. Text between tags is what a reader sees."""


@dataclass(frozen=True)
class RenderedFigure:
    """A figure as it is cached."""

    template: str
    """Its HTML, with LABEL and CAPTION in it."""
    script: str
    """How to draw it when a reader moves it; JSON could not be loaded from a disk."""
    script_name: str
    """The file of the script; another drawing has another one."""

    def html(self, label: str, caption: str) -> str:
        """Return the figure for a page; the label is for those who do not see it."""
        text = self.template.replace(LABEL, escape(label))
        return text.replace(CAPTION, escape(caption))


def render_figure(name: str) -> RenderedFigure:
    """Return a figure, from the cache if nothing that it depends on has changed.

    Raises:
        UnknownReferenceError: There is no such figure.
    """
    program = FIGURES / f"{name}.py"
    if not program.is_file():
        available = sorted(each.stem for each in FIGURES.glob("*.py"))
        raise reference_error(
            f"{SCHEME}{name}",
            f"there is no such figure. Choose from {', '.join(available)}.",
        )
    sources: list[str | bytes] = [CODE, version("altair"), version("vl-convert-python")]
    for file in sorted([*with_imports(program), *DATA.glob("*.json")]):
        sources += [file.name, file.read_bytes()]
    return RenderedFigure(**cached(name, sources, lambda: asdict(_render(name))))


def _render(name: str) -> RenderedFigure:
    # `mkdocs serve` may have imported them as they were before an edit.
    for module in [*sys.modules]:
        if module.startswith("docs._engine.figures"):
            del sys.modules[module]
    figure = importlib.import_module(f"docs._engine.figures.{name}").figure()
    specs = [panel.to_dict() for panel in figure.panels]
    panels = "".join(
        '<div class="panel" data-search-exclude="yes">'
        f"{_static_svg(json.dumps(spec), f'{name}-{number}')}</div>"
        for number, spec in enumerate(specs)
    )
    controls = "".join(map(_control, figure.controls))
    legend = "".join(
        f'<li><svg viewBox="0 0 28 10" aria-hidden="true"><path d="M0 5h28" '
        f'style="{style}"/></svg>{escape(text)}</li>'
        for style, text in figure.legend
    )
    data = json.dumps(specs, separators=(",", ":"))
    script_name = f"{name}-{hashlib.sha256(data.encode()).hexdigest()[:8]}.js"
    template = (
        f'<figure class="measured" data-figure="{name}" data-script="{script_name}">'
        f'<div class="panels" role="img" aria-label="{LABEL}">{panels}</div>'
        f'<div class="controls" data-search-exclude="yes">{controls}</div>'
        f'<ul class="key" data-search-exclude="yes">{legend}</ul>'
        f"<figcaption>{CAPTION}</figcaption>"
        f"<details><summary>The numbers as a table</summary>"
        f'<div class="scroll" tabindex="0" role="group" aria-label="Table" '
        f'data-search-exclude="yes">{_table(figure)}</div></details></figure>'
    )
    script = f"(window.figures??={{}})[{name!r}]={data};"
    return RenderedFigure(template, script, script_name)


def _static_svg(spec: str, prefix: str) -> str:
    """Return a still drawing without what no screen shows, and with its own names."""
    import vl_convert

    typeface.register_fonts()
    svg = DECORATION.sub("", vl_convert.vegalite_to_svg(spec))
    svg = re.sub(r"<[^>]*>", lambda tag: LONG_DECIMAL.sub(_in_tenths, tag[0]), svg)
    return re.sub(r'(id="|href="#|url\(#)', rf"\1{prefix}-", svg)


def _in_tenths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}"


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


def _table(figure: "Figure") -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in figure.header)
    body = ""
    for row in figure.rows:
        cells = (f"<td>{escape(str(row[key]))}</td>" for key in figure.keys)
        body += f"<tr>{''.join(cells)}</tr>"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


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
                figure = render_figure(source.removeprefix(SCHEME))
                markup = figure.html(label, caption)
                parent.remove(image)
                parent.tag = "div"
                parent.text = AtomicString(self.md.htmlStash.store(markup))
