"""Run an example as its reader does: `python example.py` at a terminal.

Nothing is imported, set or opened beforehand, which takes six seconds where Keras is
imported. `pytest --fresh` runs all examples this way.
"""

from collections.abc import Sequence
from contextlib import closing

from tests.runner.outcome import Outcome, find_outcome
from tests.runner.sandbox import Sandbox
from tests.runner.terminal import Terminal


def run_fresh(
    code: str,
    time_limit: float,
    hidden: frozenset[str] = frozenset(),
    options: Sequence[str] = (),
) -> Outcome:
    """Run a program in a Python of its own, in an empty folder, at a terminal.

    Args:
        code: The program.
        time_limit: Seconds after which it is stopped.
        hidden: Packages that it must not find.
        options: Options of Python.
    """
    with closing(Sandbox()) as sandbox, closing(Terminal()) as terminal:
        sandbox.script.write_text(code, encoding="utf-8")
        with sandbox.start_python(terminal, options, hidden) as process:
            has_ended = True
            try:
                has_ended = terminal.read(
                    lambda: process.poll() is not None, time_limit
                )
            finally:
                sandbox.stop(process.pid, has_ended)
        terminal.read_rest()
        exit_code = process.returncode if has_ended else None
        stderr, place = sandbox.read("stderr"), sandbox.read("place")
        return find_outcome(sandbox.script, terminal.text(), stderr, place, exit_code)
