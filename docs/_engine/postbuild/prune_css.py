"""Drop rules of the theme's style sheets that no page of this site uses.

That saves 4.7 KB of every first view, compressed. Without it the heaviest page would
be above the bound of tests/site/test_page_weight.py.
"""

import re
from collections.abc import Iterable
from pathlib import Path

OTHER_COLORS = re.compile(
    r"(?<![^{}])[^{}]*\[data-md-color-(?:primary|accent)=(?!custom)[^{}]*\{[^{}]*\}"
)
"""Rules for colors that this site's palette does not name."""
RULE = re.compile(r"(?<![^{}])([^{}@]+)\{[^{}]*\}")
UNUSED_SELECTORS = re.compile(
    r"\[dir=rtl\]"
    r"|\.md-(?:post|author|profile|tag|pagination|feedback|consent|annotation)\b"
    r"|\.(?:giscus|task-list)\b"
    r"|\[data-md-color-switching\]"
)
"""What a blog, tags, feedback and the like need, and scripts from right to left.

And what stops transitions while the colors change, on every element: for that the theme
computes all styles again on each page, since it sets the colors once at its start.
"""
ADMONITION = re.compile(r'<(?:details|div) class="(?:admonition )?([\w-]+)')
ICON = re.compile(r"--md-(admonition-icon-|status)-([\w-]+):\s*url\([^)]*\);?")
"""The icon of a kind of admonition, or of a state that a page can have in the menu."""
FONT = re.compile(r"@font-face\{([^}]*?url\(([^)]+)\) format\(.woff2.\))[^}]*\}")
"""A font of KaTeX: its descriptors, and its file; formats for old browsers follow."""


def drop_unused_icons(css: str, pages: Iterable[str]) -> str:
    """Return a style sheet without the icons of admonitions that no page shows."""
    kinds = {kind for page in pages for kind in ADMONITION.findall(page)}
    return ICON.sub(lambda icon: icon[0] if icon[2] in kinds else "", css)


def drop_unused_rules(css: str) -> str:
    """Return a style sheet without rules none of whose selectors may apply here."""

    def keep_if_used(rule: re.Match[str]) -> str:
        selectors = rule[1].split(",")
        unused = all(UNUSED_SELECTORS.search(selector) for selector in selectors)
        return "" if unused else rule[0]

    return RULE.sub(keep_if_used, css)


def drop_other_colors(css: str) -> str:
    """Return a palette without the colors that the site does not name."""
    return OTHER_COLORS.sub("", css)


def drop_missing_fonts(css: str, folder: Path) -> str:
    """Return a style sheet without fonts that the site does not have.

    Args:
        css: The style sheet, in which addresses are relative to the folder.
        folder: The site. No formula uses a font that is not in it.
    """

    def keep_if_present(font: re.Match[str]) -> str:
        descriptors, file = font.groups()
        return f"@font-face{{{descriptors}}}" if (folder / file).is_file() else ""

    return FONT.sub(keep_if_present, css)
