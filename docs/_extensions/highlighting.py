"""Colour code with fewer tags: none for what the theme shows in the colour of text.

A third of what a page of examples weighs is tags around names, brackets and spaces.
"""

from markdown import Extension, Markdown
from pygments.token import STANDARD_TYPES, Name, Operator, Punctuation, Whitespace

PLAIN = Name, Whitespace
"""Kinds of tokens without a colour of their own; kinds of names have one."""


class HighlightingExtension(Extension):
    """Changes what Pygments writes, for fenced blocks and everything else."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Leave plain tokens bare; neighbours of one class share their tags."""
        STANDARD_TYPES.update(dict.fromkeys(PLAIN, ""))
        STANDARD_TYPES[Operator] = STANDARD_TYPES[Punctuation]


def makeExtension(**kwargs) -> HighlightingExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return HighlightingExtension(**kwargs)
