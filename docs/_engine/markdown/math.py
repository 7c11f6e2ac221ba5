"""Render formulas with KaTeX while the site builds, so readers need no JavaScript.

``pymdownx.arithmatex`` finds the formulas, KaTeX renders them. A formula that KaTeX
does not accept raises `MathError`, which stops the build.
"""

import functools
import html
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import quickjs
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core.cache import cached, source_bytes

KATEX = Path(__file__).parent / "katex" / "katex.min.js"
CODE = source_bytes(__file__, str(KATEX))


class MathError(ValueError):
    """A formula that KaTeX cannot render."""


@functools.cache
def _load_katex() -> quickjs.Function:
    javascript = quickjs.Function(
        "render",
        KATEX.read_text(encoding="utf-8")
        + """
        function render(tex, display) {
            const options = {displayMode: display, throwOnError: true, strict: "error"};
            try { return {html: katex.renderToString(tex, options)}; }
            catch (error) { return {error: error.message}; }
        }
        """,
    )
    javascript.set_max_stack_size(8 * 1024 * 1024)
    return javascript


@functools.lru_cache(maxsize=4096)
def render_formula(tex: str, display: bool) -> str:
    """Return the HTML of a formula, which has a line of its own if it is a display.

    Raises:
        MathError: KaTeX does not accept the formula.
    """
    # Collecting JavaScript's garbage takes a hundred times as long as a formula does.
    result = _load_katex()(tex, display, run_gc=False)
    if "error" in result:
        raise MathError(f"correct this formula: ${tex}$\n{result['error']}")
    # Search would otherwise index every formula three times.
    return result["html"].replace(
        'class="katex-mathml"', 'class="katex-mathml" data-search-exclude="yes"'
    )


class MathRenderer(Treeprocessor):
    """Renders the formulas of a page."""

    def run(self, root: Element) -> None:
        elements = [each for each in root.iter() if each.get("class") == "arithmatex"]
        formulas = [
            (html.unescape(each.text or "")[2:-2].strip(), each.tag == "div")
            for each in elements
        ]
        markups = cached(
            "math",
            [CODE, *(f"{display} {tex}" for tex, display in formulas)],
            lambda: [render_formula(*each) for each in formulas],
        )
        for element, markup in zip(elements, markups, strict=True):
            element.text = AtomicString(self.md.htmlStash.store(markup))
        for parent in [*root.iter()]:
            for each in [*parent]:
                if each.tag == "span" and each.get("class") == "arithmatex":
                    _keep_together(parent, each)


def _keep_together(parent: Element, formula: Element) -> None:
    """Move the text that touches a formula into its element, which has no line break.

    A browser would break the line between a formula and its comma, and between the
    formula and the mark of a check.
    """
    index = list(parent).index(formula)
    text = (parent[index - 1].tail if index else parent.text) or ""
    *_, first = re.split(r"\s", text)
    last, *_ = re.split(r"\s", formula.tail or "")
    if index:
        parent[index - 1].tail = text.removesuffix(first)
    else:
        parent.text = text.removesuffix(first)
    formula.text = AtomicString(f"{first}{formula.text}{last}")
    formula.tail = (formula.tail or "").removeprefix(last)
    marks = parent[index + 1 : index + 2]
    if not formula.tail and marks and marks[0].get("class") == "check":
        parent.remove(marks[0])
        formula.append(marks[0])
        formula.tail, marks[0].tail = marks[0].tail, None
