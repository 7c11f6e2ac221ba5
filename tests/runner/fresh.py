"""Run an example as its reader does: `python example.py` at a terminal.

Nothing is imported, set or opened beforehand, which takes six seconds where Keras is
imported. `pytest --fresh` runs all examples this way.
"""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.runner.child import MAX_FILE, OWN_VARIABLES
from tests.runner.outcome import Outcome, find_warnings, traced_lines

GRACE = 10
"""Seconds that a program has to end by itself after its time limit."""
STARTUP = Path(__file__).parent / "startup"
"""The folder of what prepares the interpreter."""
STARTUP_FRAME = re.compile(rf'  File "{re.escape(str(STARTUP))}/.*\n(    .*\n)*')
COLORS = re.compile(rb"\x1b\[[\d;]*m")
TRACEBACK = re.compile(r"^(Traceback \(most recent call last\):|  File )", re.MULTILINE)


def run_fresh(
    code: str,
    time_limit: float,
    hidden: frozenset[str] = frozenset(),
    options: Sequence[str] = (),
) -> Outcome:
    """Run a program in an interpreter of its own, in an empty folder, at a terminal.

    Args:
        code: The program.
        time_limit: Seconds after which it is stopped.
        hidden: Packages that it must not find.
        options: Options of Python.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder).resolve()
        script = log / "empty-folder" / "example.py"
        script.parent.mkdir()
        script.write_text(code, encoding="utf-8")
        with (log / "hang").open("w+") as hang, (log / "stderr").open("w+b") as stderr:
            stdout, exit_code = _run_at_terminal(
                [sys.executable, *options, script.name],
                script.parent,
                {
                    "EXAMPLE_HIDDEN": ",".join(hidden),
                    "EXAMPLE_LIMIT": f"{time_limit}:{hang.fileno()}",
                },
                hang.fileno(),
                stderr.fileno(),
                time_limit,
            )
            hang.seek(0)
            stderr.seek(0)
            place = hang.read()
            errors = stderr.read().decode("utf-8", "surrogateescape")
    if exit_code is None or place:
        lines = traced_lines(script, place)[::-1]
        return Outcome(stdout, errors, None, timed_out=True, lines=lines)
    errors = STARTUP_FRAME.sub("", errors)
    lines = traced_lines(script, errors)
    trace = TRACEBACK.search(errors)
    crashes = -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE
    if exit_code in crashes and not options:
        # Once more, to see where.
        again = run_fresh(code, time_limit, hidden, ["-X", "faulthandler"])
        lines = again.lines[::-1]
    has_failed = exit_code in (1, -signal.SIGINT) and trace is not None
    text = errors[trace.start() :] if trace else ""
    return Outcome(
        stdout,
        errors,
        exit_code,
        finished=exit_code >= 0 or has_failed,
        error=_last_error(text) if has_failed else None,
        trace=text if has_failed else "",
        lines=lines,
        warnings=find_warnings(errors),
    )


def _run_at_terminal(
    command: Sequence[str],
    folder: Path,
    variables: dict[str, str],
    hang: int,
    stderr: int,
    time_limit: float,
) -> tuple[str, int | None]:
    """Return what a command prints at a terminal of its own, and its exit code."""
    own = [name for name in os.environ if name.startswith(OWN_VARIABLES)]
    inherited = {key: os.environ[key] for key in os.environ.keys() - own}
    terminal, end = pty.openpty()
    # It ends when this process does, however that happens.
    pipe, alive = os.pipe()
    variables |= {"EXAMPLE_PIPE": str(pipe), "PYTHONPATH": str(STARTUP)}
    output = bytearray()
    with subprocess.Popen(
        command,
        cwd=folder,
        # Figures are drawn and shown as on a screen, without one.
        env={**inherited, **variables, "MPLBACKEND": "template"},
        stdin=subprocess.DEVNULL,
        stdout=end,
        stderr=stderr,
        pass_fds=[pipe, hang],
        start_new_session=True,
    ) as process:
        os.close(end)
        os.close(pipe)
        ended = threading.Event()
        reader = threading.Thread(
            target=_read, args=(terminal, output, ended, process.pid)
        )
        reader.start()
        try:
            process.wait(time_limit + GRACE)
        except subprocess.TimeoutExpired:
            pass  # Another program has taken its place, and with it the limit.
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            ended.set()
            reader.join()
            os.close(terminal)
            os.close(alive)
    # A terminal ends lines as a typewriter does.
    text = COLORS.sub(b"", bytes(output)).replace(b"\r\n", b"\n")
    return text.decode("utf-8", "surrogateescape"), process.returncode


def _read(
    terminal: int, output: bytearray, ended: threading.Event, process: int
) -> None:
    """Read until the program has ended, and no other writes to its terminal."""
    with suppress(OSError):  # No program has the other end open any more.
        while select.select([terminal], [], [], 0.1)[0] or not ended.is_set():
            if select.select([terminal], [], [], 0)[0]:
                output += os.read(terminal, 65536)
            if len(output) > MAX_FILE:
                os.killpg(process, signal.SIGKILL)
                break


def _last_error(trace: str) -> str:
    """Return the message of a traceback, which begins below its last indented line."""
    lines = trace.rstrip().split("\n")
    first = max(i for i, line in enumerate(lines) if line.startswith("  ")) + 1
    return "\n".join(lines[first:]).strip()
