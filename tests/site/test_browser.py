"""Every page, opened in a real browser."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ["", "dropout/", "l1/", "l2/", "notebooks/compare/", "404.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_page_is_private_and_sound(browser, address, page, width, scheme):
    """It asks no other host, reports no error, and does not scroll sideways."""
    requests, problems = [], []
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    tab = context.new_page()
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("console", lambda message: problems.append((message.type, message.text)))
    tab.on("pageerror", lambda error: problems.append(("error", str(error))))
    tab.goto(f"{address}/{page}", wait_until="networkidle")
    overflow = tab.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    context.close()
    local = (address, "data:", "blob:")
    assert [url for url in requests if not url.startswith(local)] == []
    assert [problem for problem in problems if problem[0] in ("error", "warning")] == []
    assert overflow <= 0


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_download_button_can_be_read(browser, address, scheme):
    """Its text has the contrast 4.5 that WCAG 2.2 asks for (1.4.3), in both schemes."""
    context = browser.new_context(color_scheme=scheme)
    tab = context.new_page()
    tab.goto(f"{address}/notebooks/compare/", wait_until="networkidle")
    contrast = tab.locator("a.md-button").evaluate(CONTRAST)
    context.close()
    assert contrast >= 4.5


def test_copy_button_copies_the_program(browser, address):
    """What lands on the clipboard is the file of the snippet."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto(f"{address}/l2/", wait_until="networkidle")
    block = tab.locator(".language-python.highlight", has_text="load_digits").first
    block.hover()
    block.locator("button[data-clipboard-target], button[data-md-type=copy]").click()
    tab.wait_for_timeout(300)
    copied = tab.evaluate("navigator.clipboard.readText()")
    context.close()
    source = (ROOT / "snippets" / "l2" / "sequential.py").read_text("utf-8")
    assert copied.rstrip("\n") == source.rstrip("\n")
