"""Outcome of an example: what it printed, and how it ended."""

import re
from dataclasses import dataclass, field
from pathlib import Path

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
    found = _WARNING.findall(stderr)
    return [(file, int(line), message) for file, line, message in found]


def traced_lines(script: Path, text: str) -> list[int]:
    """Return the lines of a script that the tracebacks in a text go through."""
    pattern = rf'File "(?:{re.escape(str(script))}|{script.name})", line (\d+)'
    return [int(number) for number in re.findall(pattern, text)]
