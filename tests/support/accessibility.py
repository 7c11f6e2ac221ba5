"""Accessibility violations of an open page, by axe."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = "color-contrast"
COLOR_RULES = [CONTRAST, "link-in-text-block"]
"""The rules that another color scheme can break."""

# Marks two texts of each look: same colors, backgrounds, size and weight. Whether they
# contrast depends on nothing else, and axe takes milliseconds for each text.
MARK_LOOKS = """() => {
    const seen = {};
    for (const element of document.body.querySelectorAll("*")) {
        element.removeAttribute("data-look");
        const texts = [...element.childNodes]
            .filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
        if (!texts.length || !element.checkVisibility()) continue;
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(element);
        const look = [color, fontSize, fontWeight, textShadow];
        for (let around = element; around; around = around.parentElement) {
            const style = getComputedStyle(around);
            const paper = [style.backgroundColor, style.backgroundImage, style.opacity];
            if (paper.join() !== "rgba(0, 0, 0, 0),none,1") look.push(paper);
        }
        seen[look] = (seen[look] ?? 0) + 1;
        if (seen[look] <= 2) element.setAttribute("data-look", "");
    }
}"""
RUN = """async ([part, options]) => {
    const context = part === "[data-look]" ? {include: [part]} : part;
    return (await axe.run(context, options)).violations;
}"""


def violations(
    tab: Page, rules: list[str] | None = None, part: str = "html"
) -> list[str]:
    """Return what axe finds in a part of a page, one line for each element.

    Without the names of rules, these are all rules for WCAG 2.2 AA.
    """
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(Axe().axe_script)
    results = []
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if part == "html" and (rules is None or CONTRAST in rules):
        tab.evaluate(MARK_LOOKS)
        results = violations(tab, [CONTRAST], "[data-look]")
        options["rules"] = {CONTRAST: {"enabled": False}}
        rules = rules and [rule for rule in rules if rule != CONTRAST]
    options["runOnly"] = {"type": "rule", "values": rules} if rules else TAGS
    return results + [
        f"{rule['id']}: {', '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in tab.evaluate(RUN, [part, options])
        for node in rule["nodes"]
    ]
