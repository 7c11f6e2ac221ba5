"""What a page says beyond Markdown: terms, formulas, measured numbers, check marks."""

import copy
import json

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import attribute, select_one
from docs._engine.core.paths import ROOT
from tests.site.test_mistakes import FILES
from tests.support.browser import open_page
from tests.support.scratch_site import Build, build_scratch_site
from tests.support.server import serve


def quantity(mean: float, half: float, unit: str, **more) -> dict:
    """Return a quantity as a data file holds it."""
    values = [mean] * 10
    return {"mean": mean, "half": half, "unit": unit, "values": values, **more}


RESULTS = {
    "noisy": {
        "0.6": {
            "accuracy": quantity(81.2, 1.3, "%"),
            "accuracy gain": quantity(
                -7.9, 2.6, "points", verdict="lower", detectable=4.5
            ),
            "cross-entropy": quantity(0.7, 0.043, "nats"),
            "cross-entropy gain": quantity(-0.001, 0.12, "nats", verdict="unclear"),
            "training accuracy": quantity(100.0, 0.0, "%"),
        }
    },
    "count": 3,
    "difference": 2e-12,
}
NUMBERS = {
    "noisy/0.6/accuracy": "81.2 ± 1.3%",
    "noisy/0.6/accuracy gain": "−7.9 ± 2.6 points",
    "noisy/0.6/accuracy gain/verdict": "lower",
    "noisy/0.6/cross-entropy": "0.700 ± 0.043 nats",
    "noisy/0.6/cross-entropy gain": "0.00 ± 0.12 nats",
    "noisy/0.6/training accuracy": "100%",
    "count": "3",
    "difference": "2 × 10⁻¹²",
}
PAGES = {
    "docs/index.md": """# A mask

A Mask is a mask, `mask`, [mask](#x){ #x } or masked: unmasked, mask-like.

- The soft threshold. Soft Threshold.
""",
    "docs/reference/glossary.md": """# Glossary

mask
:   Which units *survive*, as in [Dropout](../index.md). It is drawn anew.

soft threshold
:   A step towards zero.
""",
    "docs/formulas.md": r"""# Formulas

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
    "docs/numbers.md": "# Numbers\n\n"
    + "".join(f"- It is {{{{ sweep/{reference} }}}}.\n" for reference in NUMBERS)
    + "- `{{ sweep/count }}`\n",
    "docs/_data/sweep.json": json.dumps({"about": {}, "results": RESULTS}),
    "docs/checks.md": "# Checks\n\n"
    "It is a sum. [✓](check:penalty_is_a_sum) So `[✓](check:x)`.\n",
}


@pytest.fixture(scope="module")
def scratch(tmp_path_factory) -> Build:
    """A site of these pages."""
    return build_scratch_site(tmp_path_factory.mktemp("markdown"), FILES | PAGES)


def test_glossary_explains_the_first_use_of_a_term(scratch: Build):
    """Only the first use in prose leads to the glossary, with its first sentence."""
    article = select_one(scratch.page(), "article")
    links = [
        (link.get_text(), link["href"], link["title"])
        for link in article.select("a.term")
    ]
    assert links == [
        ("Mask", "reference/glossary/#mask", "Which units survive, as in Dropout."),
        (
            "soft threshold",
            "reference/glossary/#soft-threshold",
            "A step towards zero.",
        ),
    ]
    text = select_one(article, "p").get_text()
    assert text == "A Mask is a mask, mask, mask or masked: unmasked, mask-like."


def test_numbers_come_with_their_spread(scratch: Build):
    """A quantity has mean, ± and unit, a gain its sign; code is left alone."""
    article = select_one(scratch.page("numbers"), "article")
    *texts, code = (each.get_text() for each in article.select("li"))
    assert code == "{{ sweep/count }}"
    assert [text.replace("\xa0", " ") for text in texts] == [
        f"It is {quantity}." for quantity in NUMBERS.values()
    ]
    titles = [attribute(each, "title") for each in article.select("data")]
    assert titles[0] == "mean of 10 seeds ± half of its 95% interval"
    assert titles[1].endswith(": lower, where 4.5 points would be detectable")


def test_citations_of_checks_are_marked(scratch: Build):
    """The mark stands close to its word, and search passes over it."""
    text = select_one(scratch.page("checks"), "article p").get_text()
    assert text == "It is a sum.✓ So [✓](check:x)."
    index = (scratch.folder / "search" / "search_index.json").read_text("utf-8")
    assert "It is a sum. So" in index


def test_formulas_become_html(scratch: Build):
    """Inline, in a table and on lines of their own; code keeps its dollar signs."""
    page = scratch.page("formulas")
    assert len(page.select("span.arithmatex .katex-html")) == 2
    assert len(page.select("div.arithmatex .katex-display")) == 1
    assert len(page.select("td .katex")) == 1
    assert select_one(page, "article code").get_text() == "$5"
    assert page.select("link[rel=preload][href$='KaTeX_Main-Regular.woff2']")


def test_no_tex_is_left_for_the_browser(pages: dict[str, BeautifulSoup]):
    """Each formula of the articles is rendered."""
    for page in "dropout", "l1", "l2":
        article = copy.copy(select_one(pages[page], "article"))
        formulas = article.select(".arithmatex")
        assert formulas, page
        assert all(formula.select_one(".katex-html") for formula in formulas), page
        for part in article.select(".katex, pre, code"):
            part.extract()
        assert "$" not in article.get_text(), page


def test_what_touches_a_formula_is_in_its_element(pages):
    """A comma, a bracket, or the mark of a check."""
    outside, inside = [], 0
    for soup in pages.values():
        for formula in soup.select("span.arithmatex"):
            inside += formula.select_one(".katex").next_sibling is not None
            before, after = formula.previous_sibling, formula.next_sibling
            if isinstance(before, str) and before[-1:].strip():
                outside.append(before)
            if isinstance(after, str) and after[:1].strip():
                outside.append(after)
            if after and after.name and "check" in after.get("class", ()):
                outside.append(str(after))
    assert outside == []
    assert inside > 50


BROKEN_JS = """() => [...document.querySelectorAll("span.arithmatex")].filter(each => {
    const range = document.createRange();
    const texts = [...each.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
    const boxes = [...texts, ...each.querySelectorAll(".katex-base")].map(node => {
        range.selectNodeContents(node);
        return range.getBoundingClientRect();
    });
    const [top, bottom] = [boxes.map(box => box.top), boxes.map(box => box.bottom)];
    return Math.max(...top) > Math.min(...bottom);
}).length"""


def test_lines_are_not_broken_around_a_formula(page, scratch: Build):
    """However wide the screen is; and words keep their spaces."""
    with serve(scratch.folder) as address:
        open_page(page, f"{address}/lines/")
        paragraph = page.locator("article p").first
        heights, breaks = set(), []
        for width in range(200, 500, 5):
            page.set_viewport_size({"width": width, "height": 600})
            heights.add(paragraph.bounding_box()["height"])
            breaks.append(page.evaluate(BROKEN_JS))
        words = paragraph.evaluate(
            "each => { for (const math of each.querySelectorAll('.katex'))"
            " math.replaceWith('@'); return each.textContent; }"
        )
    assert " ".join(words.split()) == "A word, @ and a word (@), both @ and @."
    assert len(heights) > 2
    assert not any(breaks), breaks


def test_table_shows_each_argument(pages: dict[str, BeautifulSoup]):
    """Each layer has its row, and each of its arguments stands in it once."""
    text = (ROOT / "docs" / "_data" / "arguments.json").read_text("utf-8")
    rows = pages["reference/arguments"].select(".arguments tbody tr")
    table = {
        select_one(row, "th").get_text(): sorted(
            code.get_text().partition("=")[0] for code in row.select("td code")
        )
        for row in rows
    }
    results = json.loads(text)["results"]
    assert table == {layer: sorted(arguments) for layer, arguments in results.items()}
