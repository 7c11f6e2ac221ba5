"""Server of processes that have imported Keras already, one for each example."""

import os
import select
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.runner.outcome import Outcome, find_outcome
from tests.runner.sandbox import Sandbox
from tests.runner.terminal import Terminal

STARTUP_LIMIT = 600
"""Seconds that the imports may take."""


class ServerError(Exception):
    """The modules cannot be imported, or the server has ended."""


class Server:
    """Python that has imported some modules, and executed nothing.

    `startup/sitecustomize.py` is its program. After a single TensorFlow operation in
    it, forked processes would hang.
    """

    def __init__(self, modules: Sequence[str], hidden: frozenset[str]):
        """Start it, and wait until it is ready.

        Args:
            modules: What it imports.
            hidden: Packages that programs must not find.

        Raises:
            ServerError: The imports fail.
        """
        self._sandbox = Sandbox()
        orders, self._orders = os.pipe()
        answers, answers_end = os.pipe()
        self._answers = os.fdopen(answers, "rb", buffering=0)
        with closing(Terminal()) as terminal:
            self._python = self._sandbox.start_python(
                terminal, [], hidden, modules, orders, answers_end
            )
            os.close(orders)
            os.close(answers_end)
            is_ready = terminal.read(self._has_answered, STARTUP_LIMIT)
            if not is_ready or self._answers.readline() != b"ready\n":
                self.close()
                raise ServerError
            terminal.read_rest()
            # What the imports print, write and leave is the same for each program.
            self._imports_output = terminal.text()
        self._errors = self._sandbox.read("stderr")
        self._home = Path(shutil.copytree(self._sandbox.home, self._sandbox.root / "h"))

    def run(self, code: str, time_limit: float) -> Outcome:
        """Run a program alone in a new process.

        Args:
            code: The program.
            time_limit: Seconds after which it is stopped.

        Raises:
            ServerError: The server has ended, for want of memory perhaps.
        """
        sandbox = self._sandbox
        try:
            sandbox.empty()
        except OSError:  # The last program has made what can't be removed.
            raise ServerError from None
        shutil.copytree(self._home, sandbox.home, dirs_exist_ok=True)
        sandbox.script.write_text(code, encoding="utf-8")
        with closing(Terminal()) as terminal:
            try:
                os.write(self._orders, terminal.name.encode())
                process = int(self._answers.readline())
            except (OSError, ValueError):
                raise ServerError from None
            has_ended = True
            try:
                has_ended = terminal.read(self._has_answered, time_limit)
            finally:
                sandbox.stop(process, has_ended)
            exit_code = int(self._answers.readline() or b"-9")
            terminal.read_rest()
            stdout = self._imports_output + terminal.text()
        return find_outcome(
            sandbox.script,
            stdout,
            self._errors + sandbox.read("stderr"),
            sandbox.read("place"),
            exit_code if has_ended else None,
        )

    def close(self) -> None:
        """End the server."""
        self._sandbox.close()
        os.close(self._orders)
        self._answers.close()
        self._python.kill()
        self._python.wait()

    def _has_answered(self) -> bool:
        return bool(select.select([self._answers], [], [], 0)[0])
