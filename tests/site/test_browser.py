"""Every page, opened in a real browser."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.site.conftest import visit, wait_until
from tests.site.gate import Page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCES = {
    re.sub(
        r"(^|/)index/$",
        r"\1",
        f"{path.relative_to(DOCS).with_suffix('').as_posix()}/",
    ): path
    for path in sorted([*DOCS.rglob("*.md"), *DOCS.glob("notebooks/*.py")])
    if "/_" not in path.as_posix()
}
PAGES = ["404.html", *SOURCES]


@pytest.mark.parametrize("page", PAGES)
def test_page_is_private_and_sound(browser, address, page):
    """It asks no other host, reports no error, and does not scroll sideways."""
    requests, problems = [], []
    tab = browser.new_page()
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: problems.append((message.type, message.text)))
    tab.on("pageerror", lambda error: problems.append(("error", str(error))))
    visit(tab, f"{address}/{page}")
    for width in 1280, 390:
        for scheme in "light", "dark":
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(color_scheme=scheme)
            overflow = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, (width, scheme)
    tab.close()
    local = (address, "data:", "blob:")
    assert [url for url in requests if not url.startswith(local)] == []
    assert [problem for problem in problems if problem[0] in ("error", "warning")] == []


BLOCKS = """() => {
    document.querySelectorAll("details").forEach(each => each.open = true);
    return [...document.querySelectorAll("article pre")].map(pre => {
        for (let at = pre; at; at = at.parentElement)
            if (at.matches(".tabbed-block")) {
                const set = at.closest(".tabbed-set");
                const place = [...at.parentElement.children].indexOf(at);
                set.querySelectorAll(":scope > input")[place].checked = true;
            }
        const code = pre.querySelector("code");
        const {width, height} = code.getBoundingClientRect();
        // As the copy button reads it: each line is a block of its own otherwise.
        code.setAttribute("data-md-copying", "");
        const text = code.innerText;
        code.removeAttribute("data-md-copying");
        return {
            program: !!pre.closest(".language-python"),
            text: text,
            seen: width > 0 && height > 0 && pre.checkVisibility(
                {opacityProperty: true, visibilityProperty: true}),
        };
    });
}"""


@pytest.mark.parametrize("page", SOURCES)
def test_every_block_can_be_read(browser, address, compared: list[Page], page):
    """With details and tabs opened, each block is seen, with the text that ran."""
    tab = browser.new_page()
    visit(tab, f"{address}/{page}")
    blocks = tab.evaluate(BLOCKS)
    tab.close()
    assert [block["text"] for block in blocks if not block["seen"]] == []
    shown = Counter(block["text"].strip() for block in blocks if block["program"])
    name = SOURCES[page].relative_to(ROOT).as_posix()
    (source,) = [each for each in compared if each.name == name]
    ran = Counter(example.code.strip() for example in source.examples)
    assert shown == ran


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


def test_cheat_sheet_prints_on_one_page(browser, address):
    """An A4 page holds all of it; an article takes several."""
    pages = {}
    for name in "reference/cheatsheet", "l1":
        tab = browser.new_page()
        visit(tab, f"{address}/{name}/")
        printed = tab.pdf(format="A4")
        pages[name] = len(re.findall(rb"/Type */Page\b", printed))
        tab.close()
    assert pages["reference/cheatsheet"] == 1
    assert pages["l1"] > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_download_button_can_be_read(browser, address, scheme):
    """Its text has the contrast 4.5 that WCAG 2.2 asks for (1.4.3), in both schemes."""
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    visit(tab, f"{address}/notebooks/compare/")
    contrast = tab.locator("a.md-button").evaluate(CONTRAST)
    context.close()
    assert contrast >= 4.5


def test_copy_button_copies_the_program(browser, address):
    """What lands on the clipboard is the file of the snippet."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    visit(tab, f"{address}/l2/")
    block = tab.locator(".language-python.highlight", has_text="load_digits").first
    tab.evaluate("navigator.clipboard.writeText('nothing yet')")
    block.hover()
    block.locator("button[data-clipboard-target], button[data-md-type=copy]").click()
    wait_until(
        tab, "navigator.clipboard.readText().then(text => text != 'nothing yet')"
    )
    copied = tab.evaluate("navigator.clipboard.readText()")
    context.close()
    source = (ROOT / "snippets" / "l2" / "sequential.py").read_text("utf-8")
    assert copied.rstrip("\n") == source.rstrip("\n")
