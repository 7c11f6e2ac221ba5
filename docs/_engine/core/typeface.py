"""Typeface of the site for everything that is drawn while it builds."""

import functools
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"
FILES = sorted(map(str, FOLDER.glob("*.ttf")))
FAMILY = "Atkinson Hyperlegible Next"
"""The name of the face in its files. Style sheets of the site call it Guide Text."""


@functools.cache
def register_fonts() -> None:
    """Let vl-convert draw with the site's typeface, whatever the machine has."""
    import vl_convert

    vl_convert.register_font_directory(str(FOLDER))
