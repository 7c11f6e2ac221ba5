"""Formulas are rendered while the site builds, and wrong ones stop it."""

import copy

import pytest

from docs._engine.core.html import select_one
from tests.support.browser import open_page
from tests.support.scratch_site import Build, build_scratch_site
from tests.support.server import serve

PAGES = {
    "docs/index.md": r"""# Page

A strength $\lambda \ge 0$, and in a table:

| symbol | meaning |
|---|---|
| $\lvert w \rvert$ | size |

$$
\frac{1}{n} \sum_i w_i^2
$$

It costs `$5`.
""",
    "docs/lines.md": r"""# Lines

A word,
$\lambda = 1$ and a word ($w - \eta \cdot g$), *both* $a$
and $1/(1 - p)^2$.
""",
}


@pytest.fixture(scope="module")
def formulas(tmp_path_factory) -> Build:
    """A site of these pages."""
    return build_scratch_site(tmp_path_factory.mktemp("formulas"), PAGES)


def test_formulas_become_html(formulas: Build):
    """Inline, in a table and on lines of their own; code keeps its dollar signs."""
    page = formulas.page()
    article = select_one(page, "article")
    assert len(article.select("span.arithmatex .katex-html")) == 2
    assert len(article.select("div.arithmatex .katex-display")) == 1
    assert len(article.select("td .katex")) == 1
    assert select_one(article, "code").get_text() == "$5"
    assert page.select("link[rel=preload][href$='KaTeX_Main-Regular.woff2']")


def test_no_tex_is_left_for_the_browser(pages):
    """Each formula is rendered, and the articles have formulas."""
    for name, soup in pages.items():
        formulas = soup.select(".arithmatex")
        assert all(formula.select_one(".katex-html") for formula in formulas), name
        if name in ("dropout", "l1", "l2"):
            assert formulas, name
            article = copy.copy(soup.article)
            for part in article.select(".katex, pre, code"):
                part.extract()
            assert "$" not in article.get_text(), name


def test_what_touches_a_formula_is_in_its_element(pages):
    """A comma, a bracket, or the mark of a check."""
    touched, kept = [], 0
    for soup in pages.values():
        for formula in soup.select("span.arithmatex"):
            kept += formula.select_one(".katex").next_sibling is not None
            before, after = formula.previous_sibling, formula.next_sibling
            if isinstance(before, str) and before[-1:].strip():
                touched.append(before)
            if isinstance(after, str) and after[:1].strip():
                touched.append(after)
            if after and after.name and "check" in after.get("class", ()):
                touched.append(str(after))
    assert touched == []
    assert kept > 50


BROKEN = """() => [...document.querySelectorAll("span.arithmatex")].filter(each => {
    const range = document.createRange();
    const texts = [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
    const boxes = [...texts, ...each.querySelectorAll(".katex-base")].map(node => {
        range.selectNodeContents(node);
        return range.getBoundingClientRect();
    });
    const [top, bottom] = [boxes.map(box => box.top), boxes.map(box => box.bottom)];
    return Math.max(...top) > Math.min(...bottom);
}).length"""


def test_lines_are_not_broken_around_a_formula(page, formulas: Build):
    """However wide the screen is; and words keep their spaces."""
    with serve(formulas.folder) as address:
        open_page(page, f"{address}/lines/")
        paragraph = page.locator("article p").first
        heights, broken = set(), []
        for width in range(200, 500, 5):
            page.set_viewport_size({"width": width, "height": 600})
            heights.add(paragraph.bounding_box()["height"])
            broken.append(page.evaluate(BROKEN))
        words = paragraph.evaluate(
            "each => { for (const math of each.querySelectorAll('.katex'))"
            " math.replaceWith('@'); return each.textContent; }"
        )
    assert " ".join(words.split()) == "A word, @ and a word (@), both @ and @."
    assert len(heights) > 2
    assert not any(broken), broken
