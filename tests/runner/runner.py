"""Run examples, each in a process of its own that shares nothing with another."""

import ast
import signal
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from docs._engine.core.paths import ROOT
from tests.runner.fresh import run_fresh
from tests.runner.outcome import Outcome
from tests.runner.packages import hidden_packages
from tests.runner.server import Server, ServerError

PRELOAD = ("keras",)
"""Modules that examples share, unless a project has others."""
_CRASHES = -signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGFPE


class Runner:
    """Runs a program in a new Python, or forks a server that has imported Keras."""

    def __init__(
        self,
        time_limit: float,
        preload: Sequence[str] = PRELOAD,
        root: Path | None = ROOT,
        shares: Literal["always", "at the top", "never"] = "at the top",
    ):
        """Prepare; a server starts with the first example.

        Args:
            time_limit: Seconds for one example.
            preload: Modules that examples share.
            root: The project, whose dependencies are what programs may import; None
                for programs that may import whatever is installed.
            shares: Which programs share the modules: those that import them at the
                top can't tell the difference.
        """
        self.time_limit = time_limit
        self.preload = preload
        self.shares = shares
        self.hidden = hidden_packages(root) if root else frozenset()
        self._servers: deque[Server] = deque()

    def run(self, code: str, alone: bool = False) -> Outcome:
        """Run a program from a file of its own in an empty folder.

        Threads may call this: each has a server of its own.

        Args:
            code: The program.
            alone: Whether it gets a new Python in any case.
        """
        shares = not alone and (
            self.shares == "always"
            or (self.shares == "at the top" and begins_with_import(code, self.preload))
        )
        outcome = self._run(code, shares)
        if outcome.exit_code in _CRASHES:
            # Once more, to see where.
            trace = run_fresh(
                code, self.time_limit, self.hidden, ["-X", "faulthandler"]
            )
            return replace(outcome, lines=trace.lines[::-1])
        return outcome

    def _run(self, code: str, shares: bool) -> Outcome:
        if shares:
            try:
                return self._run_on_server(code)
            except ServerError:
                # Alone, it says itself what is wrong.
                pass
        return run_fresh(code, self.time_limit, self.hidden)

    def _run_on_server(self, code: str) -> Outcome:
        try:
            server = self._servers.pop()
        except IndexError:
            server = Server(self.preload, self.hidden)
        try:
            outcome = server.run(code, self.time_limit)
        except BaseException:
            server.close()
            raise
        self._servers.append(server)
        return outcome

    def close(self) -> None:
        """End the servers."""
        while self._servers:
            self._servers.pop().close()


def begins_with_import(code: str, modules: Sequence[str]) -> bool:
    """Return whether a program begins with imports, one of these modules among them.

    Then it cannot tell that they were imported already.
    """
    try:
        program = ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    body = program.body
    if ast.get_docstring(program) is not None:
        body = body[1:]
    names: set[str] = set()
    for statement in body:
        if isinstance(statement, ast.Import):
            names |= {alias.name for alias in statement.names}
        elif isinstance(statement, ast.ImportFrom):
            names.add(statement.module or "")
        else:
            break
    return any(f"{name}.".startswith(f"{each}.") for name in names for each in modules)
