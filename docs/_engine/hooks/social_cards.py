"""The picture that other sites show beside a link to a page: its title, on a card.

It needs an absolute address, so there is none where the site's address is not known.
"""

import io
import textwrap
from html import escape
from importlib.metadata import version

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from docs._engine.core.cache import cached_bytes
from docs._engine.core.typeface import FAMILY, register_fonts
from docs._engine.hooks.citation import title

WIDTH, HEIGHT = 1200, 630
INK, PAPER = "#23252b", "#fffefb"
COLORS = {"dropout": "#b84e00", "l1": "#007a58", "l2": "#006ba8"}
GUIDE = "#45527a"
MARKS = {
    "dropout": '<circle r="90" stroke-dasharray="47.12 47.12"/>',
    "l1": '<path d="M0-104 104 0 0 104-104 0Z" stroke-linejoin="round"/>',
    "l2": '<circle r="90"/>',
}
"""The signs of the techniques, as in docs/_theme/.icons/techniques."""
LINE = 28
"""Letters of a title that fit beside each other."""

CARDS: dict[str, bytes] = {}
"""Each card by its address, while a site is built."""


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Begin anew."""
    CARDS.clear()


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation):
    """Draw a page's card, and give the template what others show of the page."""
    context["card"] = card = {"title": title(page)}
    site = config.extra["address"]
    if site:
        section = page.parent.title if page.parent else ""
        topic = page.url.split("/")[0]
        name = f"assets/cards/{page.url.strip('./') or 'index'}.png"
        CARDS[name] = png(drawn(card["title"], section, config.site_name, topic))
        card |= {"url": site + page.url.removeprefix("./"), "image": site + name}
        card |= {"image:width": WIDTH, "image:height": HEIGHT}


def on_post_build(config: MkDocsConfig) -> None:
    """Write the cards."""
    for name, content in CARDS.items():
        write_file(content, f"{config.site_dir}/{name}")


def drawn(heading: str, section: str, site: str, topic: str) -> str:
    """Return a card as SVG.

    Args:
        heading: What stands on it in large letters; long titles take several lines.
        section: What stands above it.
        site: What stands below.
        topic: The first part of the page's address, which decides the colour.
    """
    color = COLORS.get(topic, GUIDE)
    lines = textwrap.wrap(heading, LINE)
    first = 330 - 40 * (len(lines) - 1)
    words = "".join(
        f'<text x="90" y="{first + 80 * number}" font-size="64" font-weight="bold" '
        f'fill="{INK}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    above = "" if section == heading else escape(section)
    below = "" if site == heading else escape(site)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FAMILY}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect width="24" height="{HEIGHT}" fill="{color}"/>'
        f'<g transform="translate(1070 140) scale(.7)" fill="none" stroke="{color}" '
        f'stroke-width="30">{MARKS.get(topic, "")}</g>'
        f'<text x="90" y="120" font-size="36" fill="{color}">{above}</text>{words}'
        f'<text x="90" y="550" font-size="34" fill="{INK}">{below}</text></svg>'
    )


def png(svg: str) -> bytes:
    """Return a card as PNG; one that was drawn before comes from the cache."""
    sources = [version("vl-convert-python"), svg]
    return cached_bytes("card", sources, lambda: _draw(svg), ".png")


def _draw(svg: str) -> bytes:
    import vl_convert
    from PIL import Image

    register_fonts()
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(svg)))
    content = io.BytesIO()
    # A card has few colors: it takes a sixth of the space.
    picture.convert("RGB").quantize(32).save(content, "PNG", optimize=True)
    return content.getvalue()
