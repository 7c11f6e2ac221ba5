"""Social (Open Graph) cards: the picture that other sites show beside a link to a page.

It needs an absolute address, so there is none where the site's address is not known.
"""

import base64
import io
import textwrap
from html import escape
from importlib.metadata import version

from docs._engine.core.cache import cached
from docs._engine.core.typeface import FAMILY, register_fonts
from docs._engine.pages.citation import article_title
from docs._engine.postbuild.navigation import load_navigation
from docs._engine.postbuild.site import (
    FinishedSite,
    find_description,
    replace_mark,
    write_html,
)

WIDTH, HEIGHT = 1200, 630
INK, PAPER = "#23252b", "#fffefb"
COLORS = {"dropout": "#b84e00", "l1": "#007a58", "l2": "#006ba8"}
DEFAULT_COLOR = "#45527a"
MARKS = {
    "dropout": '<circle r="90" stroke-dasharray="47.12 47.12"/>',
    "l1": '<path d="M0-104 104 0 0 104-104 0Z" stroke-linejoin="round"/>',
    "l2": '<circle r="90"/>',
}
"""The signs of the techniques, as in docs/_theme/.icons/techniques."""
WRAP_AT = 28
"""Letters of a title that fit beside each other."""

PROPERTY = '<meta property="og:%s" content="%s">'


def add_social_cards(site: FinishedSite) -> None:
    """Write a card for each page, and what other sites show of it into its head."""
    sections = {entry.path: entry.sections for entry in load_navigation(site)}
    for path, html, article in site.articles():
        heading = article_title(article)
        properties = {
            "type": "article",
            "site_name": escape(site.name),
            "description": find_description(html),
            "title": escape(heading),
        }
        extra = []
        if site.address:
            section = (sections.get(path) or ("",))[-1]
            name = f"assets/cards/{site.url(path).strip('/') or 'index'}.png"
            file = site.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            topic = path.partition("/")[0]
            file.write_bytes(card_png(card_svg(heading, section, site.name, topic)))
            properties |= {
                "url": escape(site.address + site.url(path)),
                "image": escape(site.address + name),
                "image:width": str(WIDTH),
                "image:height": str(HEIGHT),
                "image:alt": escape(heading),
            }
            extra = ['<meta name="twitter:card" content="summary_large_image">']
        lines = [PROPERTY % item for item in properties.items()] + extra
        head = "".join(f"    {line}\n" for line in lines) + "</head>"
        write_html(site.folder / path, replace_mark(path, html, "</head>", head))


def card_svg(heading: str, section: str, site: str, topic: str) -> str:
    """Return a card as SVG, in the color of the topic: the folder of the page.

    A long heading takes several lines, between the section above and the site below.
    """
    color = COLORS.get(topic, DEFAULT_COLOR)
    lines = textwrap.wrap(heading, WRAP_AT)
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


def card_png(svg: str) -> bytes:
    """Return a card as PNG; one that was drawn before comes from the cache."""
    sources = [version("vl-convert-python"), svg]
    return base64.b64decode(cached("card", sources, lambda: _draw(svg)))


def _draw(svg: str) -> str:
    import vl_convert
    from PIL import Image

    register_fonts()
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(svg)))
    content = io.BytesIO()
    # A card has few colors: it takes a sixth of the space.
    picture.convert("RGB").quantize(32).save(content, "PNG", optimize=True)
    return base64.b64encode(content.getvalue()).decode()
