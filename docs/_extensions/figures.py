"""Draw measured figures: `![What it shows](figure:name "Caption")` on its own.

The page gets a still drawing, the numbers as a table, and what a script needs to make
the drawing follow its controls. It needs no script to be read.
"""

import functools
import hashlib
import importlib
import json
from html import escape
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._extensions.data import DOCS, wrong

CACHE = DOCS.parent / ".cache" / "figures"
SCHEME = "figure:"


def figure(name: str, label: str, caption: str) -> str:
    """Return the HTML of a figure.

    Args:
        name: Its file in docs/_figures.
        label: What it shows, for those who do not see it.
        caption: What is written under it.
    """
    if not (DOCS / "_figures" / f"{name}.py").is_file():
        there = sorted(each.stem for each in (DOCS / "_figures").glob("*.py"))
        raise wrong(f"{SCHEME}{name}", f"there is none; there are {', '.join(there)}.")
    drawn = importlib.import_module(f"docs._figures.{name}").figure()
    specs = [panel.to_dict() for panel in drawn.panels]
    panels = "".join(
        f'<div class="panel">{_still(json.dumps(spec), f"{name}-{number}")}</div>'
        for number, spec in enumerate(specs)
    )
    controls = "".join(map(_control, drawn.controls))
    key = "".join(
        f'<li><svg viewBox="0 0 28 10" aria-hidden="true"><path d="M0 5h28" '
        f'style="{style}"/></svg>{escape(text)}</li>'
        for style, text in drawn.key
    )
    # A closing tag inside the specification would end the script.
    live = json.dumps(specs, separators=(",", ":")).replace("</", "<\\/")
    return (
        f'<figure class="measured" data-figure="{name}">'
        f'<div class="panels" role="img" aria-label="{escape(label)}">{panels}</div>'
        f'<div class="controls">{controls}</div>'
        f'<ul class="key">{key}</ul>'
        f"<figcaption>{escape(caption)}</figcaption>"
        f"<details><summary>The numbers as a table</summary>"
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table">'
        f"{_table(drawn.header, drawn.rows)}</div></details>"
        f'<script type="application/json">{live}</script></figure>'
    )


def _control(control) -> str:
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
            f"{escape(value)}</option>"
            for value in values
        )
        field = f'<select name="{name}">{options}</select>'
    return f"<label>{escape(control.label)} {field}</label>"


def _table(header, rows) -> str:
    head = "".join(f'<th scope="col">{escape(str(cell))}</th>' for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@functools.lru_cache(maxsize=256)
def _still(spec: str, prefix: str) -> str:
    import vl_convert

    version = vl_convert.__version__
    name = hashlib.sha256(f"{version} {prefix} {spec}".encode()).hexdigest()[:24]
    file = CACHE / f"{name}.svg"
    if file.is_file():
        return file.read_text("utf-8")
    svg = vl_convert.vegalite_to_svg(spec)
    for attribute in 'id="', 'href="#', "url(#":
        svg = svg.replace(attribute, f"{attribute}{prefix}-")
    CACHE.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{id(svg)}.part")
    part.write_text(svg, "utf-8")
    part.replace(file)
    return svg


class _Figures(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in root.iter():
            for image in list(parent):
                source = image.get("src", "")
                if not source.startswith(SCHEME):
                    continue
                label, caption = image.get("alt", ""), image.get("title", "")
                if parent.tag != "p" or len(parent) > 1 or (parent.text or "").strip():
                    raise wrong(source, "let the figure stand alone in its paragraph.")
                if not label or not caption:
                    raise wrong(source, 'write ![what it shows](figure:… "caption").')
                markup = figure(source.removeprefix(SCHEME), label, caption)
                parent.remove(image)
                parent.tag = "div"
                parent.text = AtomicString(self.md.htmlStash.store(markup))


class FiguresExtension(Extension):
    """Replaces images of the scheme `figure:`."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after inline patterns (20), before MkDocs looks at links (0)."""
        md.treeprocessors.register(_Figures(md), "figures", 14)


def makeExtension(**kwargs) -> FiguresExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return FiguresExtension(**kwargs)
