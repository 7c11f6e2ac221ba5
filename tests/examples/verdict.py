"""Say whether what an example did is what its page shows."""

import difflib
import os
import signal
from pathlib import Path

from tests.examples.directives import EXPECTED_OUTPUT, Example
from tests.examples.page import Origin
from tests.examples.runner import Outcome

SHOWN_LINES = 40
"""Lines of output that a failure message repeats."""


def failure(example: Example, outcome: Outcome, root: Path) -> str | None:
    """Return why an example fails other than by its output, or None.

    Args:
        example: The example.
        outcome: How it ended.
        root: Root of the site, to which the paths in the message are relative.
    """
    if outcome.timed_out:
        return _message(
            example, root, outcome.lines, "the time limit was reached: it did not end."
        )
    if not outcome.finished:
        return _message(example, root, [], _ending(outcome), outcome.stderr)
    if outcome.error:
        return _message(example, root, outcome.lines, outcome.error, outcome.trace)
    if outcome.exit_code:
        reason = f"it exits with code {outcome.exit_code}."
        return _message(example, root, outcome.lines, reason, outcome.stderr)
    if outcome.complaints:
        file, line, text = outcome.complaints[0]
        lines = [line] if Path(file).name == "example.py" else []
        return _message(example, root, lines, f"it warns. Remove the cause: {text}")
    return None


def printed(outcome: Outcome) -> str:
    """Return what it printed, as an output block shows it."""
    text = outcome.stdout
    return text if not text or text.endswith("\n") else text + "\n"


def output_failure(example: Example, outcome: Outcome, root: Path) -> str | None:
    """Return how the printed output differs from the one shown, or None."""
    actual = printed(outcome)
    if example.output is None:
        if not actual or not example.shows_output:
            return None
        advice = (
            "it prints, and the page does not show what. Put this under it, with an "
            f"empty text block, and run pytest --update-output:\n{EXPECTED_OUTPUT}\n"
        )
        return _message(example, root, [], advice + _head(actual))
    if actual == example.output.text:
        return None
    difference = difflib.unified_diff(
        example.output.text.splitlines(),
        actual.splitlines(),
        f"shown at {example.page}:{example.output.start}",
        "printed now",
        lineterm="",
    )
    reason = (
        "the shown output is not what it prints (pytest --update-output accepts it)."
    )
    return _message(example, root, [], f"{reason}\n" + _head("\n".join(difference)))


def _ending(outcome: Outcome) -> str:
    code = outcome.exit_code
    if code is not None and code < 0:
        return f"it was ended by {signal.Signals(-code).name}."
    return f"it ended with exit code {code} before its last line."


def _message(
    example: Example, root: Path, lines: list[int], reason: str, detail: str = ""
) -> str:
    """Join place, source lines, reason and detail."""
    page_line, places = example.line, []
    for number in lines:
        if not 1 <= number <= len(example.origins):
            continue
        origin = example.origins[number - 1]
        page_line = origin.page_line
        source = example.code.splitlines()[number - 1].strip()
        places.append(f"  {_place(origin, example.page, root)}: {source}")
    message = [f"{example.page}:{page_line}: {reason}", *places]
    if detail.strip():
        message += ["", _head(detail.strip(), last=True)]
    return "\n".join(message)


def _place(origin: Origin, page: Path, root: Path) -> str:
    if origin.snippet is None:
        return f"{page}:{origin.page_line}"
    return f"{os.path.relpath(origin.snippet, root)}:{origin.snippet_line}"


def _head(text: str, last: bool = False) -> str:
    """Return at most SHOWN_LINES lines of a text: its first, or its last."""
    lines = text.splitlines()
    if len(lines) <= SHOWN_LINES:
        return text
    left = f"… {len(lines) - SHOWN_LINES} more lines …"
    if last:
        return "\n".join([left, *lines[-SHOWN_LINES:]])
    return "\n".join([*lines[:SHOWN_LINES], left])
