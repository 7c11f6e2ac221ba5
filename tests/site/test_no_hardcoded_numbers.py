"""No measured number is typed by hand."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from docs._engine.core.html import select_one
from docs._engine.core.paths import ROOT
from tests.site.conftest import SOURCES

NOT_PROSE = (
    "pre, code, figure, svg, data.measured, .katex, a[href^=http], .headerlink, "
    ".needs, .compatibility, .statements"
)
NUMBER = re.compile(r"(?<![\w.,])(\d+(?:,\d{3})*(?:\.\d+)?)(\s*%)?(?![\w]|\.\d)")
SPREAD = re.compile(r"\d\s*±|±\s*\d")


def find_typed_numbers(article: Tag) -> list[str]:
    """Return numbers in the sentences that no program and no output on the page has.

    Whole numbers without a percent sign are counts, years and settings, and are left
    alone. What a program prints is compared with its output block elsewhere.
    """
    article = BeautifulSoup(str(article), "html.parser")
    outputs = {
        float(number.replace(",", ""))
        for block in article.select("pre")
        for number, _ in NUMBER.findall(block.get_text(" "))
    }
    for element in article.select(NOT_PROSE):
        element.decompose()
    text = article.get_text(" ")
    numbers = SPREAD.findall(text)
    for number, percent in NUMBER.findall(text):
        value = float(number.replace(",", ""))
        values = {value, value / 100} if percent else {value}
        if (percent or "." in number) and not values & outputs:
            numbers.append(f"{number}{percent}")
    return numbers


def test_no_measured_number_is_typed(pages):
    """Each decimal number in a sentence is inserted, or stands in a program there."""
    problems = [
        f"{_place(page, number)}: {number} is typed by hand. Insert it from docs/_data "
        "as {{ file/key }}, or print it in an example on the page."
        for page, soup in pages.items()
        for number in find_typed_numbers(select_one(soup, "article"))
    ]
    assert not problems, "\n".join(problems)


def _place(address: str, number: str) -> str:
    """Return file:line of the first use of a number on a page."""
    page = SOURCES["" if address == "." else f"{address}/"]
    lines = page.read_text("utf-8").splitlines()
    places = (at for at, line in enumerate(lines, 1) if number in line)
    return f"{page.relative_to(ROOT).as_posix()}:{next(places, 1)}"


PROGRAM = "<pre>Dropout(0.5)\naccuracy 0.87, 1,797 rows, 1e-3</pre>"


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Rate 0.5 reaches 0.87 with 50 % dropped.", []),
        ("It has 64 units and 1,797 rows, since 2014.", []),
        ("It reaches 0.88.", ["0.88"]),
        ("It reaches 88 % of them.", ["88 %"]),
        ("It reaches 88%.", ["88%"]),
        ("It reaches 0.5 ± 0.1.", ["5 ±", "0.1"]),
        ("Take <code>0.3</code> as in <a href='https://x'>0.4</a>.", []),
        ("It gains <data class='measured'>3.2 ± 1.1 points</data>.", []),
        ("Version 3.15.1 of Keras.", []),
    ],
)
def test_typed_numbers_are_found(sentence: str, numbers: list[str]):
    """The test above would notice."""
    html = f"<article>{PROGRAM}<p>{sentence}</p></article>"
    article = select_one(BeautifulSoup(html, "html.parser"), "article")
    assert find_typed_numbers(article) == numbers
