"""Run examples, each in a process of its own that shares nothing with another."""

import multiprocessing
import os
import re
import signal
import sys
import tempfile
import threading
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tests.runner import child

_READS_ENVIRONMENT = re.compile(r"\b(environ|putenv)\b")

_PROCESS_LOCK = threading.Lock()
"""Held while a process starts, and while its exit code is read.

Each start reads the exit codes of all known processes. A code can be read once: the
second thread that asks would get 255.
"""

PRELOAD = ("tests.runner.preload",)
"""Modules that the server imports before it forks, unless a project has others."""

GRACE = 10
"""Seconds that a process has to end by itself after its time limit."""


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


class Runner:
    """Forks a process for each example from a server that has imported Keras."""

    def __init__(self, time_limit: float, preload: Sequence[str] = PRELOAD):
        """Prepare; the server starts with the first example.

        Args:
            time_limit: Seconds for one example.
            preload: Modules that the server imports before it forks.
        """
        self.time_limit = time_limit
        self._forkserver = multiprocessing.get_context("forkserver")
        self._forkserver.set_forkserver_preload(list(preload))
        self._spawn = multiprocessing.get_context("spawn")

    def run(self, code: str) -> Outcome:
        """Run a program alone, from a file of its own in an empty folder.

        One that sets environment variables gets an interpreter that has imported
        nothing: KERAS_BACKEND would come too late after `import keras`.
        """
        fresh = _READS_ENVIRONMENT.search(code)
        context = self._spawn if fresh else self._forkserver
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            # The name that the child sees must be the name in its tracebacks.
            log = Path(folder).resolve()
            script = log / "empty-folder" / "example.py"
            script.parent.mkdir()
            script.write_text(code, encoding="utf-8")
            receiver, sender = context.Pipe(duplex=False)
            arguments = (str(script), str(log), self.time_limit, sender)
            process = context.Process(target=child.run, args=arguments)
            with _PROCESS_LOCK, _no_main_module():
                process.start()
            sender.close()
            try:
                ended = wait([process.sentinel], self.time_limit + GRACE)
                with _PROCESS_LOCK:
                    process.join(GRACE if ended else 0)
                    exit_code = process.exitcode
                return self._outcome(log, exit_code, receiver, script)
            finally:
                _stop(process)
                receiver.close()

    def _outcome(
        self,
        log: Path,
        exit_code: int | None,
        receiver: "Connection[Any, child.Report]",
        script: Path,
    ) -> Outcome:
        names = "stdout", "stderr", "hang", "crash"
        stdout, stderr, hang, crash = (_read(log / name) for name in names)
        if hang or exit_code is None:
            lines = _lines_of(script, hang)
            return Outcome(stdout, stderr, None, timed_out=True, lines=lines)
        report = None
        with suppress(EOFError, OSError):
            report = receiver.recv() if receiver.poll() else None
        if report is None:
            return Outcome(stdout, stderr, exit_code, lines=_lines_of(script, crash))
        return Outcome(
            stdout,
            stderr,
            report["exit_code"] or exit_code,
            finished=True,
            error=report["error"],
            trace=report["trace"],
            lines=report["lines"],
            warnings=report["warnings"],
        )


def _read(file: Path) -> str:
    """Return a file as the program wrote it: no line ending or byte is replaced."""
    content = file.read_bytes() if file.exists() else b""
    return content.decode("utf-8", "surrogateescape")


def _lines_of(script: Path, dump: str) -> list[int]:
    """Return the lines that faulthandler, which begins with the innermost, names."""
    pattern = rf'File "{re.escape(str(script))}", line (\d+)'
    return [int(number) for number in re.findall(pattern, dump)][::-1]


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Keep multiprocessing from importing pytest's own script in each example."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _stop(process: BaseProcess) -> None:
    """End the process and everything it started."""
    assert process.pid is not None
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with _PROCESS_LOCK:
        process.kill()
        process.join()
        process.close()
