"""The server that examples are forked from has imported, and executed nothing."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import pytest

from tests.runner.runner import Runner

LOOK = """
import keras
import tensorflow
from tensorflow.python.eager import context

# TensorFlow makes it, with its threads, for the first operation of a process.
print("context", context.context_safe())
print("layer", keras.layers.Dropout(0.5).name)
print("policy", keras.config.dtype_policy().name)
"""

LEAVE_TRACES = """
import keras
from tensorflow.python.eager import context

keras.config.set_dtype_policy("float64")
keras.layers.Dropout(0.5)(keras.ops.ones((1, 1)))
print("context", context.context_safe() is not None)
"""


def test_server_has_executed_nothing() -> None:
    """An example finds no context, and so does the one after another's operations."""
    runner = Runner(60)
    initial = "context None\nlayer dropout\npolicy float32\n"
    for code, stdout in (
        (LOOK, initial),
        (LEAVE_TRACES, "context True\n"),
        (LOOK, initial),
    ):
        outcome = runner.run(code)
        assert outcome.finished, outcome.stderr
        assert outcome.stdout == stdout


@pytest.mark.parametrize("shares", ["never", "always"])
def test_threads_run_programs_side_by_side(shares: Literal["never", "always"]) -> None:
    """Each gets the exit code of its own program."""
    codes = list(range(8)) * 40
    programs = [f"raise SystemExit({code})" for code in codes]
    runner = Runner(60, ["json"], shares=shares)
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)  # So that threads come between each other.
    try:
        with ThreadPoolExecutor(16) as pool:
            outcomes = pool.map(runner.run, programs)
            assert [outcome.exit_code for outcome in outcomes] == codes
    finally:
        sys.setswitchinterval(before)
        runner.close()


def test_a_server_that_ends_is_replaced() -> None:
    """Whatever a program does to its server, the next one runs."""
    runner = Runner(60, ["json"], shares="always")
    parent = "import os\n\nprint(os.getppid())"
    first = runner.run(parent).stdout
    assert runner.run(parent).stdout == first
    assert runner.run("import os\n\nos.kill(os.getppid(), 9)").exit_code == -9
    assert runner.run("print(2)").stdout == "2\n"
    second = runner.run(parent).stdout
    # A program that shares nothing is started by this process.
    assert second not in (first, f"{os.getpid()}\n")
    assert runner.run(parent).stdout == second
    runner.close()


def test_modules_that_cannot_be_imported_are_named() -> None:
    """A program that imports them says itself what is wrong."""
    runner = Runner(60, ["no_such_module"])
    outcome = runner.run("import no_such_module")
    assert outcome.error == "ModuleNotFoundError: No module named 'no_such_module'"
