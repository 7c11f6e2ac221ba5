"""What is printed, and what stands on buttons."""

import re

import pytest

from tests.support.browser import open_page

CONTRAST = """button => {
    const rgb = color => color.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const light = color => rgb(color)
        .map(value => value / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const ink = light(getComputedStyle(button).color);
    const paper = light(getComputedStyle(document.body).backgroundColor);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""


def test_cheat_sheet_prints_on_one_page(page, address):
    """An A4 page holds all of it; an article takes several."""
    pages = {}
    for name in "reference/cheatsheet", "l1":
        open_page(page, f"{address}/{name}/")
        printed = page.pdf(format="A4")
        pages[name] = len(re.findall(rb"/Type */Page\b", printed))
    assert pages["reference/cheatsheet"] == 1
    assert pages["l1"] > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_download_button_can_be_read(new_context, address, scheme):
    """Its text has the contrast 4.5 that WCAG 2.2 asks for (1.4.3), in both schemes."""
    tab = new_context(color_scheme=scheme).new_page()
    open_page(tab, f"{address}/notebooks/compare/")
    contrast = tab.locator("a.md-button").evaluate(CONTRAST)
    assert contrast >= 4.5
