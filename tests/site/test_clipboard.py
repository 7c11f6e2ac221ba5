"""What a reader takes away from a page is, to the byte, what was run."""

import re
from collections import Counter
from typing import Any

import pytest
from playwright.sync_api import Page

from docs._engine.core.paths import ROOT
from tests.site.code_block_oracle import Page as CodePage
from tests.site.conftest import SOURCES
from tests.support.browser import open_page, wait_until

CLIPBOARD = ["clipboard-read", "clipboard-write"]
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 800},
        "has_touch": True,
        "is_mobile": True,
    },
}

# What the button of each block puts on the clipboard, what a selection by hand holds,
# and whether the button can be seen and hit. What is folded away is opened, and closed
# again: a page with dozens of open programs is slow.
COPY = """async numbers => {
    const all = document.querySelectorAll("article pre");
    const folded = new Set();
    for (const number of numbers)
        for (let at = all[number]; at; at = at.parentElement)
            if (at.matches("details:not([open])")) folded.add(at);
    folded.forEach(each => each.open = true);
    const blocks = [];
    for (const number of numbers) {
        const pre = all[number];
        for (let at = pre; at; at = at.parentElement) {
            if (!at.matches(".tabbed-block")) continue;
            const place = [...at.parentElement.children].indexOf(at);
            const set = at.closest(".tabbed-set");
            set.querySelectorAll(":scope > input")[place].checked = true;
        }
        const code = pre.querySelector("code");
        const button = pre.querySelector("button[data-md-type=copy]");
        if (!button) {
            blocks.push({usable: false, without_button: code.textContent});
            continue;
        }
        const {width, height} = button.getBoundingClientRect();
        const visible = {opacityProperty: true, visibilityProperty: true};
        const box = code.getBoundingClientRect();
        const block = {
            program: !!pre.closest(".language-python"),
            usable: box.width > 0 && box.height > 0 && pre.checkVisibility(visible)
                && button.checkVisibility(visible) && button.tabIndex === 0
                && Math.min(width, height) >= 24,
        };
        button.click();
        block.pressed = await navigator.clipboard.readText();
        getSelection().selectAllChildren(code);
        block.selected = getSelection().toString();
        getSelection().removeAllRanges();
        blocks.push(block);
    }
    folded.forEach(each => each.open = false);
    return blocks;
}"""
UNTIDY = re.compile(r"^(>>>|\.\.\.|\$) |[ \t]+$", re.MULTILINE)
"""What nobody runs: prompts, and blanks at the end of a line."""
AT_ONCE = 10
"""Blocks that are copied after one action of the reader, which counts for seconds."""


@pytest.fixture(params=SCREENS)
def tab(new_context, request) -> Page:
    """A tab that may use the clipboard, on one of the screens."""
    context = new_context(
        permissions=CLIPBOARD, reduced_motion="reduce", **SCREENS[request.param]
    )
    return context.new_page()


def expected_counts(source: CodePage) -> tuple[Counter, Counter]:
    """Return the programs of a page, and its outputs and commands, as they ran."""
    programs = Counter(example.code.rstrip("\n") for example in source.examples)
    if source.executed:  # The build runs it: its HTML is all there is of the outputs.
        blocks = source.soup.select(".language-text pre")
        texts = [block.get_text() for block in blocks]
    else:
        texts = [each.output for each in source.examples if each.output is not None]
        texts += source.commands
    return programs, Counter(text.rstrip("\n") for text in texts)


def test_every_block_can_be_taken_away(tab, address, page_pairs: list[CodePage]):
    """By button and by hand it gives the program or output that was tested.

    There is no line break at its end: the last line waits for the reader's Enter. On a
    phone every sixth is tried: they are hundreds that look alike.
    """
    sources = {source.name: source for source in page_pairs}
    phone = tab.viewport_size == SCREENS["phone"]["viewport"]
    for page, path in SOURCES.items():
        tab.goto(f"{address}/{page}")
        number = tab.locator("article pre").count()
        step = 6 if phone else 1
        numbers = range(0, number, step)
        blocks = [
            block
            for start in range(0, len(numbers), AT_ONCE)
            for block in tab.evaluate(COPY, [*numbers[start : start + AT_ONCE]])
        ]
        assert [each for each in blocks if not each["usable"]] == [], page
        all_programs, all_outputs = expected_counts(
            sources[path.relative_to(ROOT).as_posix()]
        )
        for way in "pressed", "selected":
            programs, outputs = (
                Counter(block[way] for block in blocks if block["program"] == kind)
                for kind in (True, False)
            )
            assert programs <= all_programs, (page, way)
            if step == 1:
                assert (programs, outputs) == (all_programs, all_outputs), (page, way)
        assert [each for each in all_programs if UNTIDY.search(each)] == [], page


def test_block_is_copied_by_hand(tab, address):
    """With real keys, taps and clicks: the highlighted program of an article."""
    open_page(tab, f"{address}/l2/")
    source = (ROOT / "snippets" / "classic" / "comparison.py").read_text("utf-8")
    program = tab.locator(".language-python.highlight", has_text="load_digits").first
    button = program.locator("button[data-md-type=copy]")
    code = program.locator("code")

    def select_and_copy() -> None:
        code.evaluate("code => getSelection().selectAllChildren(code)")
        tab.keyboard.press("ControlOrMeta+c")

    touch = tab.evaluate("navigator.maxTouchPoints > 0")
    for copy in select_and_copy, button.tap if touch else button.click:
        tab.evaluate("navigator.clipboard.writeText('nothing yet')")
        copy()
        wait_until(
            tab, "async () => await navigator.clipboard.readText() != 'nothing yet'"
        )
        text = tab.evaluate("navigator.clipboard.readText()")
        assert text == source.rstrip("\n"), copy


def test_keys_alone_lead_from_the_home_page_to_a_recipe(new_context, address):
    """Tab until the second recipe's button has the focus, then Enter."""
    tab = new_context(permissions=CLIPBOARD).new_page()
    open_page(tab, address)
    matches = "document.activeElement.matches"
    for target, key in (
        (".tabbed-set > input", "ArrowRight"),
        (".md-code__button", "Enter"),
    ):
        for _ in range(60):
            tab.keyboard.press("Tab")
            if tab.evaluate(f"{matches}('{target}')"):
                break
        else:
            pytest.fail(f"60 times Tab, and no {target} had the focus")
        tab.keyboard.press(key)
    tab.locator(".md-dialog--active").wait_for()
    text = tab.evaluate("navigator.clipboard.readText()")
    assert text == (ROOT / "snippets/home/l1.py").read_text("utf-8").rstrip("\n")
