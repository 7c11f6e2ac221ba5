"""Every page, for those who see it badly, or use no mouse, or a narrow screen."""

import pytest
from playwright.sync_api import Page

from tests.site.conftest import PAGES
from tests.support.accessibility import COLOR_RULES, violations
from tests.support.browser import open_page, wait_until

SEARCH_IS_OPEN = "document.getElementById('__search').checked"
SEARCH_HAS_FOCUS = "document.activeElement.matches('.md-search__input')"
# Opens what is folded away; axe passes over what is not shown. What a page has hundreds
# of is tried once of each kind, or five times: axe looks at each element by itself.
FEWER = """() => {
    const keep = (list, number) =>
        [...list].slice(number).forEach(each => each.remove());
    keep(document.querySelectorAll(".proof"), 5);
    document.querySelectorAll(".statements").forEach(each => keep(each.children, 5));
    document.querySelectorAll("tbody").forEach(each => keep(each.rows, 5));
    for (const alike of [".katex", "a.check", "a.term", "a.headerlink"])
        keep(document.querySelectorAll(`article ${alike}`), 10);
    document.querySelectorAll("[role=img] svg").forEach(each => each.replaceChildren());
    document.querySelectorAll("details").forEach(each => each.open = true);
    const seen = new Set();
    for (const span of document.querySelectorAll("article pre span")) {
        const kind = span.className + !!span.closest(".hll");
        if (seen.has(kind)) span.replaceWith(...span.childNodes);
        else if (span.checkVisibility()) seen.add(kind);
    }
}"""

SCHEME = """name => {
    const choices = [...document.querySelectorAll("input[data-md-color-scheme]")];
    choices.find(each => each.dataset.mdColorScheme === name).click();
}"""

# Tables without a row of headings, and drawings without a name. Axe looks for neither.
NAMELESS = (
    "article table:not(:has(thead th)), article svg:not([role=img][aria-label], "
    "[aria-hidden=true], :is([role=img][aria-label], [aria-hidden=true], a, label) *)"
)

# WCAG 2.2, 1.4.12: what readers may do to the text.
SPACING = """* {
    line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
# Tables whose last columns a wide screen hides until one scrolls.
CUT_OFF = """[...document.querySelectorAll("article .md-typeset__scrollwrap")]
    .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
    .map(each => each.querySelector("th").textContent)"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"

# What has the focus, and what marks it: a field that is not seen marks its label.
FOCUS = """() => {
    const rgb = color => color.match(/[0-9.]+/g).map(Number);
    const light = color => rgb(color).slice(0, 3)
        .map(value => value / 255)
        .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    let at = document.activeElement;
    if (at === document.body) return null;
    const text = at.textContent.trim().slice(0, 30);
    const name = `${at.localName}.${at.className} ${text}`;
    if (!at.offsetWidth || getComputedStyle(at).opacity === "0")
        at = [...(at.labels ?? [])].find(each => each.checkVisibility()) ?? at;
    const {x, y, width, height} = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    let around = at.parentElement;
    while (around && rgb(getComputedStyle(around).backgroundColor)[3] === 0)
        around = around.parentElement;
    const paper = light(getComputedStyle(around ?? document.body).backgroundColor);
    const mark = light(style.outlineColor);
    const inside = (value, end) => Math.min(Math.max(value, 1), end - 1);
    const tops = [0.1, 0.3, 0.5, 0.7, 0.9].map(part => document.elementFromPoint(
        inside(x + width / 2, innerWidth), inside(y + height * part, innerHeight)));
    const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return {
        name,
        problems: [
            marked || "no outline",
            (Math.max(paper, mark) + 0.05) / (Math.min(paper, mark) + 0.05) >= 3
                || "an outline that is hardly seen",
            (x + width > 0 && y + height > 0 && x < innerWidth && y < innerHeight)
                || "outside of the screen",
            tops.some(top => at.contains(top) || top?.contains(at))
                || `covered by ${tops[2]?.className}`,
        ].filter(each => each !== true),
    };
}"""


@pytest.fixture
def tab(new_context) -> Page:
    """A tab without animations, on a wide screen, that lets a reader add styles."""
    context = new_context(
        bypass_csp=True,
        viewport={"width": 1280, "height": 900},
        color_scheme="light",
        reduced_motion="reduce",
    )
    return context.new_page()


def choose(tab, scheme: str) -> None:
    """Choose a color scheme, as a reader does."""
    tab.evaluate(SCHEME, scheme)
    tab.wait_for_selector(f"body[data-md-color-scheme={scheme}]")


def find_focus(tab) -> dict | None:
    """Return what has the focus, when what closes over it is closed."""
    focus = tab.evaluate(FOCUS)
    if focus and focus["problems"]:
        tab.wait_for_timeout(500)
        focus = tab.evaluate(FOCUS)
    return focus


def size(tab, width: int, height: int = 900) -> None:
    """Resize the window."""
    tab.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("page", PAGES)
def test_page_is_accessible(tab, address, page):
    """In both schemes, on a wide and a narrow screen, enlarged, with more space."""
    tab.goto(f"{address}/{page}")
    assert tab.locator(NAMELESS).count() == 0
    # The names of arguments are long, and have no spaces to break at.
    assert page == "reference/arguments/" or tab.evaluate(CUT_OFF) == []
    tab.evaluate(FEWER)
    for width, scheme, rules in (
        (1280, "default", None),
        (1280, "slate", COLOR_RULES),
        (390, "slate", None),
        (390, "default", COLOR_RULES),
    ):
        size(tab, width)
        assert not tab.evaluate(TOO_WIDE), width
        choose(tab, scheme)
        assert violations(tab, rules) == [], (width, scheme)
    # 1280 pixels, enlarged by four.
    size(tab, 320, 256)
    assert not tab.evaluate(TOO_WIDE)
    tab.add_style_tag(content=SPACING)
    assert not tab.evaluate(TOO_WIDE), "with more space"


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_menus_are_accessible(tab, address, scheme):
    """The search with results, on both screens, and the menu of a narrow one."""
    open_page(tab, f"{address}/l1/zeros/")
    tab.evaluate(FEWER)
    choose(tab, scheme)
    for width in 1280, 390:
        size(tab, width)
        tab.keyboard.press("/")
        wait_until(tab, f"{SEARCH_IS_OPEN} && {SEARCH_HAS_FOCUS}")
        tab.keyboard.type("dropout")
        tab.locator(".md-search-result__item").first.wait_for()
        assert violations(tab, part=".md-search") == [], width
        tab.keyboard.press("Escape")
        # Until the search is closed, the theme takes "/" for text.
        wait_until(tab, f"!{SEARCH_IS_OPEN} && !{SEARCH_HAS_FOCUS}")
    tab.locator(".md-header [for=__drawer]").click()
    for levels in range(3):  # This section, all sections, one of the others.
        assert violations(tab, part=".md-sidebar--primary") == [], levels
        tab.keyboard.press("Enter")


def test_menu_of_a_narrow_screen_needs_no_mouse(tab, address):
    """Enter opens it, Tab stays on top, Escape closes it where it was opened."""
    size(tab, 390)
    open_page(tab, f"{address}/l1/zeros/")
    menu = tab.locator(".md-header [for=__drawer] [role=button]")
    menu.focus()
    tab.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    names: list[str] = []
    for key in "", "Tab", "Shift+Tab", " ", "Tab", "Tab":
        if key:
            tab.keyboard.press(key)
        if focus := find_focus(tab):
            assert focus["problems"] == [], names
            names.append(focus["name"])
    assert len(set(names)) >= 4
    tab.keyboard.press("Escape")
    assert menu.evaluate("each => each === document.activeElement")
    assert menu.get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("page", ["", "l1/zeros/"])
@pytest.mark.parametrize("screen", [(1280, 900), (320, 256)])
def test_focus_is_seen(tab, address, page, screen):
    """From the first to the last, and back, each has an outline that nothing covers."""
    size(tab, *screen)
    open_page(tab, f"{address}/{page}")
    for key in "Tab", "Shift+Tab":
        count = 0
        while True:
            tab.keyboard.press(key)
            focus = find_focus(tab)
            if focus is None:
                break
            count += 1
            assert focus["problems"] == [], focus["name"]
        assert count > 20


def test_nothing_moves_for_those_who_ask_for_it(tab, address):
    """No animation and no transition takes longer than a frame."""
    for page in "", "l1/":
        open_page(tab, f"{address}/{page}")
        slow = tab.evaluate("""() => {
            const longest = list => Math.max(...list.split(",").map(parseFloat));
            return [...document.querySelectorAll("*")].filter(each => {
                const style = getComputedStyle(each);
                return longest(style.transitionDuration) > 0.01
                    || longest(style.animationDuration) > 0.01;
            }).map(each => each.outerHTML.slice(0, 100));
        }""")
        assert slow == []


def test_icons_are_seen_in_forced_colors(new_context, address):
    """Where the reader's colors replace the site's, icons have another than paper."""
    tab = new_context(forced_colors="active").new_page()
    open_page(tab, f"{address}/l1/")
    icons = tab.evaluate("""() => {
        const paper = getComputedStyle(document.body).backgroundColor;
        return [".md-code__button", ".md-typeset summary"].filter(name =>
            getComputedStyle(document.querySelector(name), "::after")
                .backgroundColor === paper);
    }""")
    assert icons == []
