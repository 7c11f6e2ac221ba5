"""The fonts are cut down: they have what formulas and programs need."""

import json

from fontTools.ttLib import TTFont

from docs._engine.core.paths import ROOT
from tests.support.browser import visit

FONTS = ROOT / "docs" / "_theme"
STYLES = {
    ("normal", "400"): "Regular",
    ("normal", "700"): "Bold",
    ("italic", "400"): "Italic",
    ("italic", "700"): "BoldItalic",
}
# Puts all formulas of the site into one page, which has the style sheet.
CHARACTERS_BY_FONT_JS = """formulas => {
    const article = document.querySelector("article");
    article.innerHTML = formulas.join(" ");
    const used = {};
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const parent = texts.currentNode.parentElement;
        if (!parent.closest(".katex-html")) continue;
        const style = getComputedStyle(parent);
        const family = style.fontFamily.split(",")[0];
        const key = JSON.stringify([family, style.fontStyle, style.fontWeight]);
        used[key] = (used[key] ?? "") + texts.currentNode.data;
    }
    return used;
}"""


def find_missing_characters(font: str, text: str) -> str:
    """Return the characters of a text that a font of the site lacks."""
    file = FONTS / font
    characters = TTFont(file).getBestCmap() if file.is_file() else {}
    # KaTeX marks an empty place by a space of no width.
    return "".join(sorted({c for c in text if ord(c) not in characters} - {"\u200b"}))


def test_formulas_find_their_glyphs(browser, address, pages):
    """Each character of a formula is in the font that KaTeX gives it.

    If not, add it (or the whole font) to docs/_engine/vendor/vendor.toml and run
    `uv run --group assets python -m docs._engine.vendor`.
    """
    formulas = {str(each) for page in pages.values() for each in page.select(".katex")}
    assert len(formulas) > 100
    tab = browser.new_page()
    visit(tab, f"{address}/l2/")
    texts = tab.evaluate(CHARACTERS_BY_FONT_JS, sorted(formulas))
    tab.close()
    lacks = {}
    for key, text in texts.items():
        family, style, weight = json.loads(key)
        name = f"katex/fonts/{family}-{STYLES[style, weight]}.woff2"
        if gaps := find_missing_characters(name, text):
            lacks[name] = gaps
    assert lacks == {}


def test_programs_are_set_in_the_typeface_for_code(pages):
    """Every character of a program is in it, but for a few signs and Greek letters."""
    texts = [each.get_text() for page in pages.values() for each in page.select("pre")]
    gaps = find_missing_characters("fonts/code.woff2", "".join(texts).replace("\n", ""))
    assert set(gaps) <= set("αηλ√")
