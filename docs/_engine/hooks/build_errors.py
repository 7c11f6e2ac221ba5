"""Report a mistake in a page, a notebook or a record without a traceback."""

import re
from errno import EACCES, EPERM, EROFS

from mkdocs.exceptions import Abort
from pymdownx.snippets import SnippetMissingError

from docs._engine.core.results import UnknownReferenceError, reference_error
from docs._engine.core.run_record import RecordError
from docs._engine.markdown.math import MathError
from docs._engine.markdown.notebooks import NotebookError
from docs._engine.pages.checks import CheckError
from docs._engine.postbuild.site import PostbuildError

REPORTED = CheckError, MathError, NotebookError, RecordError, UnknownReferenceError
"""The errors whose message says what to do."""


def on_build_error(error: Exception) -> None:
    """Stop the build with the message alone, if that is enough."""
    if isinstance(error, SnippetMissingError):
        # The message has the path in quotes, and not the page.
        path = re.split("['\"]", str(error))[1]
        error = reference_error(
            path, "there is no such file in snippets/. Correct the include."
        )
    if isinstance(error, OSError) and error.errno in (EACCES, EPERM, EROFS):
        raise Abort(
            f"{error.filename} cannot be written: {error.strerror}. Make it writable, "
            "or name another folder with --site-dir."
        ) from None
    if isinstance(error, PostbuildError):
        raise Abort(f"postbuild: {error}") from None
    if isinstance(error, REPORTED):
        raise Abort(str(error)) from None
