"""Run examples, each in a process of its own that shares nothing with another."""

import ast
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import types
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from docs._engine.core.paths import ROOT
from tests.runner import child
from tests.runner.fresh import GRACE, run_fresh
from tests.runner.outcome import Outcome, find_warnings, traced_lines
from tests.runner.packages import hidden_packages

_PROCESS_LOCK = threading.Lock()
"""Held while a process starts, and while its exit code is read.

Each start reads the exit codes of all known processes. A code can be read once: the
second thread that asks would get 255.
"""

PRELOAD = ("tests.runner.preload",)
"""Modules that the server imports before it forks, unless a project has others."""


class Runner:
    """Forks a process for each example from a server that has imported Keras."""

    def __init__(
        self,
        time_limit: float,
        preload: Sequence[str] = PRELOAD,
        root: Path | None = ROOT,
        always_fresh: bool = False,
    ):
        """Prepare; the server starts with the first example.

        Args:
            time_limit: Seconds for one example.
            preload: Modules that the server imports before it forks.
            root: The project, whose dependencies are what programs may import; None
                for programs that may import whatever is installed.
            always_fresh: Whether the server is not used.
        """
        self.time_limit = time_limit
        self.always_fresh = always_fresh
        self.hidden = hidden_packages(root) if root else frozenset()
        self._forkserver = multiprocessing.get_context("forkserver")
        self._forkserver.set_forkserver_preload(list(preload))

    def run(self, code: str) -> Outcome:
        """Run a program alone, from a file of its own in an empty folder.

        One that does something before it imports Keras, or imports no Keras, gets an
        interpreter that has imported nothing: it could tell the difference.
        """
        if self.always_fresh or not begins_with_keras(code):
            return run_fresh(code, self.time_limit, self.hidden)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            # The name that the child sees must be the name in its tracebacks.
            log = Path(folder).resolve()
            script = log / "empty-folder" / "example.py"
            script.parent.mkdir()
            script.write_text(code, encoding="utf-8")
            receiver, sender = self._forkserver.Pipe(duplex=False)
            arguments = str(script), str(log), self.time_limit, self.hidden, sender
            process = self._forkserver.Process(target=child.run, args=arguments)
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
            # faulthandler begins with the innermost.
            lines = traced_lines(script, hang)[::-1]
            return Outcome(stdout, stderr, None, timed_out=True, lines=lines)
        report = None
        with suppress(EOFError, OSError):
            report = receiver.recv() if receiver.poll() else None
        if report is None:
            # A signal has ended it, or it has gone without a word.
            finished, lines = exit_code >= 0, traced_lines(script, crash)[::-1]
            return Outcome(stdout, stderr, exit_code, finished, lines=lines)
        return Outcome(
            stdout,
            stderr,
            report["exit_code"] or exit_code,
            finished=True,
            error=report["error"],
            trace=report["trace"],
            lines=report["lines"] or traced_lines(script, stderr),
            warnings=find_warnings(stderr),
        )


def begins_with_keras(code: str) -> bool:
    """Return whether a program begins with imports, Keras or TensorFlow among them.

    Then it cannot tell that both were imported already.
    """
    try:
        module = ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    body = module.body
    if ast.get_docstring(module) is not None:
        body = body[1:]
    names: set[str] = set()
    for statement in body:
        if isinstance(statement, ast.Import):
            names |= {alias.name for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            names.add(statement.module or "")
        else:
            break
    return bool({name.partition(".")[0] for name in names} & {"keras", "tensorflow"})


def _read(file: Path) -> str:
    """Return a file as the program wrote it: no line ending or byte is replaced."""
    content = file.read_bytes() if file.exists() else b""
    return content.decode("utf-8", "surrogateescape")


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
