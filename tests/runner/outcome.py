"""Outcome of an example: what it printed, and how it ended."""

import re
import signal
from dataclasses import dataclass, field
from pathlib import Path

from tests.runner.sandbox import STARTUP

_STARTUP_FRAME = re.compile(rf'  File "{re.escape(str(STARTUP))}/.*\n(    .*\n)*')
_TRACEBACK = re.compile(
    r"^(Traceback \(most recent call last\):|  File )", re.MULTILINE
)
_WARNING = re.compile(r"^(.+?):(\d+): (\w*Warning: .*)$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """How an example ended."""

    stdout: str
    """Its output."""
    stderr: str
    """Its error output, TensorFlow's own lines included."""
    exit_code: int | None
    """Its exit code; minus the signal that ended it; None if it was stopped."""
    finished: bool = False
    """Whether it ran to its end, to an exception, or to an exit."""
    timed_out: bool = False
    """Whether the time limit stopped it."""
    error: str | None = None
    """Last line of the traceback, if an exception ended it."""
    trace: str = ""
    """The traceback."""
    lines: list[int] = field(default_factory=list)
    """Lines of the example, from 1, that the traceback goes through."""
    warnings: list[tuple[str, int, str]] = field(default_factory=list)
    """File, line and message of each warning a reader would see."""


def find_warnings(stderr: str) -> list[tuple[str, int, str]]:
    """Return file, line and message of each warning that Python has written."""
    matches = _WARNING.findall(stderr)
    return [(file, int(line), message) for file, line, message in matches]


def traced_lines(script: Path, text: str) -> list[int]:
    """Return the lines of a script that the tracebacks in a text go through."""
    pattern = rf'File "(?:{re.escape(str(script))}|{script.name})", line (\d+)'
    return [int(number) for number in re.findall(pattern, text)]


def find_outcome(
    script: Path, stdout: str, stderr: str, place: str, exit_code: int | None
) -> Outcome:
    """Return how a program ended, from what its Python wrote.

    Args:
        script: The program.
        stdout: Its output.
        stderr: Its error output.
        place: The traceback of a program that the time limit stopped.
        exit_code: Its exit code; None if it was stopped from outside.
    """
    if exit_code is None:
        # faulthandler begins with the innermost.
        lines = traced_lines(script, place)[::-1]
        return Outcome(stdout, stderr, None, timed_out=True, lines=lines)
    stderr = _STARTUP_FRAME.sub("", stderr)
    start = _TRACEBACK.search(stderr)
    has_raised = exit_code in (1, -signal.SIGINT) and start is not None
    trace = stderr[start.start() :] if start and has_raised else ""
    return Outcome(
        stdout,
        stderr,
        exit_code,
        finished=exit_code >= 0 or has_raised,
        error=_last_error(trace) if has_raised else None,
        trace=trace,
        lines=traced_lines(script, stderr),
        warnings=find_warnings(stderr),
    )


def _last_error(trace: str) -> str:
    """Return the message of a traceback, which begins below its last indented line."""
    lines = trace.rstrip().split("\n")
    first = max(i for i, line in enumerate(lines) if line.startswith("  ")) + 1
    return "\n".join(lines[first:]).strip()
