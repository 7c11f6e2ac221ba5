"""Compare what an example did with what its page shows."""

import difflib
import os
import re
import signal
from dataclasses import replace
from pathlib import Path

from docs._engine.pages.examples import EXPECTED_OUTPUT, Example
from docs._engine.pages.page import Origin
from tests.runner.outcome import Outcome
from tests.runner.sandbox import MAX_FILE
from tests.runner.terminal import MAX_OUTPUT
from tests.runner.update_output import unprintable_reason

SHOWN_LINES = 40
"""Lines of output that a failure message repeats."""

SHOWN_WIDTH = 500
"""Characters of each of them."""

_NUMBERS = re.compile(r"[ ]*[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:e[-+]?\d+)?[ ]*")

TENSORFLOW_LOG = re.compile(
    r"^(WARNING: All log messages before absl::InitializeLog\(\) is called .*"
    r"|[IWE]\d{4} [\d:.]+ +\d+ [\w./-]+:\d+\] .*"
    r"|\d{4}-\d\d-\d\d [\d:.]+: [IWE] [\w./-]+:\d+\] .*"
    r"|To enable the following instructions: .*)(\n|$)",
    re.MULTILINE,
)
"""What the compiled part of TensorFlow says of this machine."""

_GUESS = re.compile(r"\. Did you mean:? '\w+'\?$")
"""What Python adds to a message about a name that it does not know."""

SHOWN_SOURCES = 10
"""Source lines of the example that it repeats."""


def failure_reason(example: Example, outcome: Outcome, root: Path) -> str | None:
    """Return why an example fails other than by its output, or None.

    Args:
        example: The example.
        outcome: How it ended.
        root: Root of the site, to which the paths in the message are relative.
    """
    if outcome.timed_out:
        return _message(
            example,
            root,
            outcome.lines,
            "the time limit was reached: it did not end. Make it shorter, or raise "
            "example_time_limit in pyproject.toml.",
        )
    if len(outcome.stdout) >= MAX_OUTPUT:
        reason = f"it prints {MAX_OUTPUT:,} bytes or more. Make it print less."
        return _message(example, root, [], reason)
    if not outcome.finished:
        reason = _ending(outcome)
        return _message(example, root, outcome.lines, reason, outcome.stderr)
    if example.exception and outcome.error and _has_raised(example, outcome):
        outcome = replace(
            outcome, stderr=outcome.stderr.removesuffix(outcome.trace), error=None
        )
    elif example.exception:
        reason = f"it has to end in {example.exception}, as its mark says, "
        reason += f"but raises {outcome.error}" if outcome.error else "but doesn't."
        return _message(example, root, outcome.lines, reason, outcome.trace)
    elif outcome.error:
        reason = outcome.error
        if reason.startswith("EOFError"):
            reason += "\nNobody can type an answer here: write it into the program."
        elif reason.startswith("OSError: [Errno 27]"):
            reason += f"\nAn example may write at most {MAX_FILE:,} bytes to a file."
        elif reason.startswith("NameError"):
            reason += (
                "\nEach block and each cell is a program of its own: define all names "
                "in it."
            )
        return _message(example, root, outcome.lines, reason, outcome.trace)
    elif outcome.exit_code:
        reason = f"it exits with code {outcome.exit_code}."
        return _message(example, root, outcome.lines, reason, outcome.stderr)
    if outcome.warnings:
        file, line, text = outcome.warnings[0]
        lines = [line] if Path(file).name == "example.py" else []
        return _message(example, root, lines, f"it warns. Remove the cause: {text}")
    if log := TENSORFLOW_LOG.sub("", outcome.stderr).strip():
        reason = "it writes to stderr, which no page shows. Print it, or leave it out:"
        reason = f"{reason}\n{_head(log)}"
        return _message(example, root, outcome.lines, reason)
    if example.shows_output and (
        problem := unprintable_reason(printed_output(example, outcome))
    ):
        return _message(example, root, [], problem)
    return None


def printed_output(example: Example, outcome: Outcome) -> str:
    """Return what an example printed, as an output block shows it.

    That of an example that must raise ends with the last line of the traceback; of a
    message of several lines with its first. It is without a guess of Python's, which
    another version does not make.
    """
    text = outcome.stdout
    text = text if not text or text.endswith("\n") else text + "\n"
    if example.exception and outcome.error:
        line = outcome.error.partition("\n")[0].rstrip()
        text += _GUESS.sub("", line) + "\n"
    return text


def output_difference(example: Example, outcome: Outcome, root: Path) -> str | None:
    """Return how the printed output differs from the one shown, or None."""
    actual = printed_output(example, outcome)
    if example.output is None:
        if not actual or not example.shows_output:
            return None
        advice = (
            "it prints something that the page does not show. Put the line below and "
            "an empty text block under the example, then run "
            f"pytest {example.page} --update-output:\n{EXPECTED_OUTPUT}\n"
        )
        return _message(example, root, [], advice + _head(actual))
    if actual == example.output.text:
        return None
    place = f"shown at {example.page}:{example.output.start}"
    difference = _difference(example.output.text, actual, place, "printed now")
    reason = (
        "the output on the page is not what it prints. If the new output is right, run "
        f"pytest {example.page} --update-output. Do not print what differs from run to "
        "run, such as times."
    )
    return _message(example, root, [], f"{reason}\n" + _head(difference))


def unstable_output(
    example: Example, first: Outcome, second: Outcome, root: Path
) -> str:
    """Return the message for an example that printed two different outputs."""
    difference = _difference(
        printed_output(example, first),
        printed_output(example, second),
        "the first time",
        "the second",
    )
    reason = (
        "it prints something different each time it runs, so no page can show it. Set "
        "a seed, and do not print times, memory addresses, or sets."
    )
    return _message(example, root, [], f"{reason}\n" + _head(difference))


def equal_but_numbers(example: Example, outcome: Outcome) -> bool:
    """Return whether it prints what is shown, up to numbers and space around them."""
    if example.output is None:
        return False
    before, now = example.output.text, printed_output(example, outcome)
    return _NUMBERS.sub(" 0 ", before) == _NUMBERS.sub(" 0 ", now)


def _has_raised(example: Example, outcome: Outcome) -> bool:
    """Return whether it has ended in the exception that its mark names."""
    name = (outcome.error or "").partition("\n")[0].partition(":")[0]
    return name.rpartition(".")[2] == example.exception


def _difference(old: str, new: str, old_name: str, new_name: str) -> str:
    lines = old.split("\n"), _head(new).split("\n")
    return "\n".join(difflib.unified_diff(*lines, old_name, new_name, lineterm=""))


def _ending(outcome: Outcome) -> str:
    code = outcome.exit_code
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        advice = " Memory may have run out: use less." if name == "SIGKILL" else ""
        return f"it was ended by {name}.{advice}"
    return f"it ended with exit code {code} before its last line."


def _message(
    example: Example, root: Path, lines: list[int], reason: str, detail: str = ""
) -> str:
    """Join page, line, reason, the source lines it concerns, and details."""
    page_line, sources = example.line, []
    lines = [number for number in lines if 1 <= number <= len(example.origins)]
    # Endless recursion goes through a thousand lines.
    for number in lines[-SHOWN_SOURCES:]:
        origin = example.origins[number - 1]
        page_line = origin.page_line
        source = example.code.split("\n")[number - 1].strip()
        sources.append(f"  {_location(origin, example.page, root)}: {source}")
    message = [f"{example.page}:{page_line}: {_head(reason)}", *sources]
    if detail.strip():
        message += ["", _head(detail.strip(), last=True)]
    # A program may have written bytes that no terminal shows.
    return "\n".join(message).encode("utf-8", "backslashreplace").decode()


def _location(origin: Origin, page: Path, root: Path) -> str:
    if origin.snippet is None:
        return f"{page}:{origin.page_line}"
    return f"{os.path.relpath(origin.snippet, root)}:{origin.snippet_line}"


def _head(text: str, last: bool = False) -> str:
    """Return at most SHOWN_LINES lines of a text, its first or its last, cut."""
    lines = [
        line if len(line) <= SHOWN_WIDTH else f"{line[:SHOWN_WIDTH]} …"
        for line in text.split("\n")
    ]
    if len(lines) <= SHOWN_LINES:
        return "\n".join(lines)
    gap = f"… {len(lines) - SHOWN_LINES} more lines …"
    if last:
        return "\n".join([gap, *lines[-SHOWN_LINES:]])
    return "\n".join([*lines[:SHOWN_LINES], gap])
