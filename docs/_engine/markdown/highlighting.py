"""Highlight code with fewer tags, and mark programs that are followed by their output.

Emit no `<span>` for tokens that have the color of text: a third of what a page of
examples weighs would be tags around names, brackets and spaces.

A shell command gets a title that says that nothing ran it.

A program with an output gets the class `with-output`. A style sheet could find these
programs with `:has()`, but then the browser would look again at every program with each
button that a script adds.
"""

import re
from typing import cast

from markdown.postprocessors import Postprocessor
from pygments import token

UNSTYLED = token.Name, token.Whitespace
"""Kinds of tokens without a color of their own; kinds of names have one."""
BEFORE_OUTPUT = re.compile(
    r'(?<=<div class="language-python )'
    r'(?=highlight">(?:<span class="filename">[^<]*</span>)?'
    r"<pre>[^<]*(?:<(?!/pre>)[^<]*)*</pre></div>\s*"
    r'(?:<!--[^>]*-->\s*)*<div class="language-text highlight">)'
)
"""The place of the class in a program that an output follows."""

COMMAND = re.compile(r'(?<=<div class="language-bash highlight">)(?=<pre>)')
COMMAND_LABEL = '<span class="filename">Command, not run</span>'


def leave_out_unstyled_tokens() -> None:
    """Have Pygments emit no tags for them, and join neighbors of one class."""
    classes = cast(dict[token._TokenType, str], token.STANDARD_TYPES)
    classes.update(dict.fromkeys(UNSTYLED, ""))
    classes[token.Operator] = classes[token.Punctuation]


class BlockMarker(Postprocessor):
    """Marks programs that are followed by their output, and shell commands."""

    def run(self, text: str) -> str:
        """Return the page with the class on these programs, and titles on commands."""
        return COMMAND.sub(COMMAND_LABEL, BEFORE_OUTPUT.sub("with-output ", text))
