"""Measured figures: still without a script, live with one, and readable as a table."""

import gzip
import re

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.paths import ROOT
from docs._engine.core.results import FIGURES
from tests.support.browser import visit, wait_until

PANELS = "figure => [...figure.querySelectorAll('.panel')].map(each => each.innerHTML)"

LATER = "vega", "figures/"
"""What is loaded when a reader moves a control."""
BOX = """figure => {
    const {x, y, width, height} = figure.getBoundingClientRect();
    return [x, y + window.scrollY, width, height, document.body.scrollHeight];
}"""

CLIPPED = """figure => [...figure.querySelectorAll('.panel')].flatMap(panel => {
    const {left, right} = panel.querySelector('svg').getBoundingClientRect();
    return [...panel.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < left - 1 || box.right > right + 1);
    }).map(text => text.textContent);
})"""
"""Texts that a panel cuts off at its sides."""
STILL = {"width"}
"""Figures without a control, because all that they have to say fits at once."""


@pytest.fixture(scope="session")
def figures(pages) -> dict[tuple[str, str], BeautifulSoup]:
    """Each figure of the site, by its page and name."""
    return {
        (page, figure["data-figure"]): figure
        for page, soup in pages.items()
        for figure in soup.select("figure[data-figure]")
    }


def test_every_figure_is_on_a_page(figures):
    """No file in docs/_engine/figures is drawn for nobody."""
    files = FIGURES.glob("*.py")
    names = {
        file.stem for file in files if "\ndef figure() ->" in file.read_text("utf-8")
    }
    assert names == {name for _, name in figures}


def test_figures_can_be_read_without_seeing_them(figures):
    """Each has a text alternative, a caption, and its numbers in a table."""
    for place, figure in figures.items():
        drawing = figure.select_one("[role=img]")
        assert len(drawing["aria-label"]) > 40, place
        assert drawing.select("svg"), place
        assert figure.figcaption.get_text(strip=True), place
        headers = figure.select("details th[scope=col]")
        rows = figure.select("details tbody tr")
        assert rows, place
        assert all(len(row.select("td")) == len(headers) for row in rows), place


def test_figures_use_the_colors_of_the_site(site, figures):
    """All colors are variables, and both schemes define each of them."""
    styles = (ROOT / "docs" / "_theme" / "styles.css").read_text("utf-8")
    light, dark = re.findall(r"scheme=\"(?:default|slate)\"\] \{(.*?)\}", styles, re.S)
    for place, figure in figures.items():
        script = site.folder / "assets" / "figures" / figure["data-script"]
        html = str(figure) + script.read_text("utf-8")
        for variable in set(re.findall(r"var\((--[a-z0-9-]+)\)", html)):
            assert f"{variable}:" in light, (place, variable)
            assert f"{variable}:" in dark, (place, variable)
        colors = re.findall(r'(?:fill|stroke|color)"?[=:]"(#[0-9a-f]{3,8})"', html)
        assert colors == [], place


def test_figures_are_light(pages, figures):
    """A page carries less than 15 KB more, compressed, for all its figures."""
    for page in {page for page, _ in figures}:
        whole = str(pages[page])
        bare = BeautifulSoup(whole, "html.parser")
        for figure in bare.select("figure[data-figure]"):
            figure.decompose()
        more = len(gzip.compress(whole.encode())) - len(
            gzip.compress(str(bare).encode())
        )
        script = gzip.compress((ROOT / "docs" / "_theme" / "figures.js").read_bytes())
        assert more + len(script) < 15_000, page


def test_figures_follow_their_controls(context, address, figures, subtests):
    """By keyboard; the library is loaded on first use; nothing else moves."""
    for page, name in figures:
        tab = context.new_page()
        with subtests.test(page=page, figure=name):
            drive(tab, f"{address}/{page}/", name)
        tab.close()


def test_figures_stay_in_place_without_their_font(context, address, figures):
    """On a slow network a page is read in another face, and nothing moves either."""
    page, name = next(iter(figures))
    tab = context.new_page()
    tab.route("**/*.woff2", lambda route: route.abort())
    drive(tab, f"{address}/{page}/", name)


def texts(figure) -> list[str]:
    """Return what a reader of the panels can read: titles, labels, units.

    Sorted, since the library moves a label that stays behind those that come.
    """
    return sorted(figure.locator(".panel text").all_text_contents())


def drive(tab, address: str, name: str) -> None:
    """Move each control of a figure by one step and back, and look at what follows.

    The library then draws what the still panels showed: the same texts.
    """
    requests, problems = [], []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    visit(tab, address)
    assert not any(f"/assets/{part}" in url for url in requests for part in LATER)
    figure = tab.locator(f"figure[data-figure={name}]")
    box = figure.evaluate(BOX)
    fields = figure.locator(".controls input, .controls select")
    assert (fields.count() > 0) == (name not in STILL)
    assert figure.evaluate(CLIPPED) == []
    still, draws = texts(figure), 0
    for number in range(fields.count()):
        field = fields.nth(number)
        at = field.evaluate("each => each.selectedIndex ?? -1")
        keys = {-1: ("ArrowLeft", "ArrowRight"), 0: ("ArrowDown", "ArrowUp")}
        for key in keys.get(at, ("ArrowUp", "ArrowDown")):
            before = figure.evaluate(PANELS)
            field.focus()
            tab.keyboard.press(key)
            wait_until(
                tab,
                "([name, before]) => document.querySelector("
                "`figure[data-figure=${name}] .panels`).dataset.drawn > before",
                [name, draws],
            )
            draws += 1
            assert figure.evaluate(PANELS) != before
            assert figure.evaluate(CLIPPED) == []
    # Every control is back where it was.
    assert texts(figure) == still
    assert figure.evaluate(BOX) == box
    assert problems == []
    host = "/".join(address.split("/")[:3])
    assert all(url.startswith((host, "data:", "blob:")) for url in requests)


def test_figures_need_no_script(new_context, address, figures):
    """Without one there are drawing, caption and table, and no dead control."""
    tab = new_context(java_script_enabled=False).new_page()
    for page, name in figures:
        tab.goto(f"{address}/{page}/")
        figure = tab.locator(f"figure[data-figure={name}]")
        assert figure.locator(".panel svg").first.is_visible()
        assert figure.locator("details").is_visible()
        assert not figure.locator(".controls").is_visible()


def test_missing_library_is_said(context, address, figures):
    """Where the library cannot be loaded, the still drawing stays, with a message."""
    page, name = next(iter(figures))
    tab = context.new_page()
    tab.route("**/vega.js", lambda route: route.abort())
    visit(tab, f"{address}/{page}/")
    figure = tab.locator(f"figure[data-figure={name}]")
    still = figure.evaluate(PANELS)
    figure.locator(".controls input, .controls select").first.focus()
    tab.keyboard.press("ArrowLeft")
    wait_until(tab, "document.querySelector('figure[data-problem]') !== null")
    assert figure.evaluate(PANELS) == still
