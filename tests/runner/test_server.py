"""The server that examples are forked from has imported, and executed nothing."""

import sys
from concurrent.futures import ThreadPoolExecutor

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
    untouched = "context None\nlayer dropout\npolicy float32\n"
    for code, printed in (
        (LOOK, untouched),
        (LEAVE_TRACES, "context True\n"),
        (LOOK, untouched),
    ):
        outcome = runner.run(code)
        assert outcome.finished, outcome.stderr
        assert outcome.stdout == printed


def test_exit_codes_are_read_once() -> None:
    """Programs that end while others start keep their exit codes."""
    codes = list(range(8)) * 40
    programs = [f"raise SystemExit({code})" for code in codes]
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)  # So that threads come between each other.
    try:
        with ThreadPoolExecutor(16) as pool:
            ended = pool.map(Runner(60).run, programs)
            assert [outcome.exit_code for outcome in ended] == codes
    finally:
        sys.setswitchinterval(before)
