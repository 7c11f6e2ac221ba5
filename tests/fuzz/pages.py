"""Small pages to mutate: sections of the pages of the guide."""

import functools
import re
from random import Random

from docs._engine.core.paths import find_pages


@functools.cache
def _sections() -> list[str]:
    """Return the sections of all pages that hold a fence."""
    texts = [page.read_text("utf-8") for page in find_pages()]
    sections = [part for text in texts for part in re.split(r"(?m)^(?=## )", text)]
    return [part for part in sections if "```" in part and len(part) < 4000]


def draw_page(random: Random) -> str:
    """Return a page of one or two sections."""
    sections = random.sample(_sections(), random.choice([1, 1, 2]))
    return "# A page\n\n" + "\n".join(sections)
