"""Formulas are rendered while the site builds, and wrong ones stop it."""

from pathlib import Path

from bs4 import BeautifulSoup

from docs._engine.core.html import select_one
from tests.support.browser import open_page
from tests.support.scratch_site import build_site, write_scratch_site
from tests.support.server import serve

PAGE = r"""
# Page

A strength $\lambda \ge 0$, and in a table:

| symbol | meaning |
|---|---|
| $\lvert w \rvert$ | size |

$$
\frac{1}{n} \sum_i w_i^2
$$

It costs `$5`.
"""


def test_formulas_become_html(tmp_path: Path):
    """Inline, in a table and on lines of their own; code keeps its dollar signs."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "index.md").write_text(PAGE, "utf-8")
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code == 0, build.log
    text = (build.folder / "index.html").read_text("utf-8")
    article = select_one(BeautifulSoup(text, "html.parser"), "article")
    assert len(article.select("span.arithmatex .katex-html")) == 2
    assert len(article.select("div.arithmatex .katex-display")) == 1
    assert len(article.select("td .katex")) == 1
    assert select_one(article, "code").get_text() == "$5"
    assert 'KaTeX_Main-Regular.woff2" as="font"' in text


def test_wrong_formula_fails_the_build(tmp_path: Path):
    """The log names the page and the formula."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "index.md").write_text("# Page\n\n$\\lamda + 1$\n", "utf-8")
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code != 0
    assert "index.md" in build.log
    assert r"correct this formula: $\lamda + 1$" in build.log


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


LINES = r"""
# Page

A word,
$\lambda = 1$ and a word ($w - \eta \cdot g$), *both* $a$
and $1/(1 - p)^2$.
"""
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


def test_lines_are_not_broken_around_a_formula(page, tmp_path: Path):
    """However wide the screen is; and words keep their spaces."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "index.md").write_text(LINES, "utf-8")
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code == 0, build.log
    with serve(build.folder) as address:
        open_page(page, address)
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
