"""Color code with fewer tags: none for what the theme shows in the color of text.

A third of what a page of examples weighs is tags around names, brackets and spaces.

A program that its output follows is told so by a class, `with-output`. A style sheet
could see that by `:has()`, but then the browser would look again at every program with
each button that a script adds.
"""

import re
from typing import cast

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from pygments.token import (
    STANDARD_TYPES,
    Name,
    Operator,
    Punctuation,
    Whitespace,
    _TokenType,
)

PLAIN = Name, Whitespace
"""Kinds of tokens without a color of their own; kinds of names have one."""
PROGRAM = re.compile(
    r'(?<=<div class="language-python )'
    r'(?=highlight"><pre>[^<]*(?:<(?!/pre>)[^<]*)*</pre></div>\s*'
    r'(?:<!--[^>]*-->\s*)*<div class="language-text highlight">)'
)
"""Where the class goes, if an output follows."""


class HighlightingExtension(Extension):
    """Changes what Pygments writes, for fenced blocks and everything else."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Leave plain tokens bare; neighbours of one class share their tags."""
        classes = cast(dict[_TokenType, str], STANDARD_TYPES)
        classes.update(dict.fromkeys(PLAIN, ""))
        classes[Operator] = classes[Punctuation]
        # After all HTML is back in its place.
        md.postprocessors.register(JoiningPostprocessor(md), "joining", 0)


class JoiningPostprocessor(Postprocessor):
    """Marks programs."""

    def run(self, text: str) -> str:
        """Return the page with the class at each program that its output follows."""
        return PROGRAM.sub("with-output ", text)


def makeExtension(**kwargs) -> HighlightingExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return HighlightingExtension(**kwargs)
