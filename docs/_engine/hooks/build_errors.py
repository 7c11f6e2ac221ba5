"""Report a mistake on a page by page and line, instead of a traceback."""

import re

from mkdocs.exceptions import Abort
from pymdownx.snippets import SnippetMissingError

from docs._engine.core.results import UnknownReferenceError, reference_error
from docs._engine.markdown.math import MathError


def on_build_error(error: Exception) -> None:
    """Stop the build with the message alone, if a page causes the error.

    Raises:
        Abort: A page includes a missing file, refers to something that does not exist,
            or has a formula that KaTeX does not accept.
    """
    if isinstance(error, SnippetMissingError):
        # The message has the path in quotes, and not the page.
        path = re.split("['\"]", str(error))[1]
        error = reference_error(
            path, "there is no such file in snippets/. Correct the include."
        )
    if isinstance(error, UnknownReferenceError | MathError):
        raise Abort(str(error)) from None
