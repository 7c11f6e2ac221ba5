"""Drop rules of the theme's style sheets that no page of this site uses.

That saves 4.7 KB of every first view, compressed. Without it the heaviest page would
be above the bound of tests/site/test_page_weight.py.
"""

import re
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


def prune_theme(css: str, pages: list[str]) -> str:
    """Return the theme's style sheet with the rules and icons that the pages need."""
    kinds = {kind for page in pages for kind in ADMONITION.findall(page)}
    css = ICON.sub(lambda icon: icon[0] if icon[2] in kinds else "", css)
    return RULE.sub(_rule_if_used, css)


def prune_palette(css: str) -> str:
    """Return the theme's palette with the colors that the site names."""
    return RULE.sub(_rule_if_used, OTHER_COLORS.sub("", css))


def _rule_if_used(rule: re.Match[str]) -> str:
    is_unused = all(map(UNUSED_SELECTORS.search, rule[1].split(",")))
    return "" if is_unused else rule[0]


def prune_katex(css: str, folder: Path) -> str:
    """Return KaTeX's style sheet with the fonts in the folder, the root of the site.

    No formula uses another font.
    """

    def font_if_present(font: re.Match[str]) -> str:
        descriptors, file = font.groups()
        return f"@font-face{{{descriptors}}}" if (folder / file).is_file() else ""

    return FONT.sub(font_if_present, css)
