"""Measure settings side by side: by processes of this machine, or a Dask cluster."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import joblib

from docs._engine.core.sources import versions
from docs._engine.experiments import store
from docs._engine.experiments.experiment import Run

ONE_AT_A_TIME = threading.Lock()


class MeasureError(Exception):
    """A setting could not be measured. The message names it."""


def known(run: Run) -> list | None:
    """Return what was measured before, or None."""
    return store.read(_file(run.address))


def measure(runs: list[Run], processes: int) -> Iterator[Run]:
    """Measure runs and keep the results; yield each as it is done.

    Raises:
        MeasureError: A program raised, or a worker has other versions.
    """
    parallel = joblib.Parallel(processes, return_as="generator_unordered")
    calls = (joblib.delayed(execute)(run, versions()) for run in runs)
    by_address = {run.address: run for run in runs}
    for address, result in parallel(calls):
        store.write(_file(address), result)
        yield by_address[address]


@contextmanager
def cluster(address: str | None) -> Iterator[None]:
    """Let joblib run on a Dask cluster, if an address is given."""
    if address is None:
        yield
        return
    from distributed import Client

    try:
        client = Client(address, timeout=5)
    except (OSError, ValueError) as error:
        raise MeasureError(f"{address}: no Dask scheduler answers: {error}") from None
    with client, joblib.parallel_config("dask"):
        yield


def execute(run: Run, expected: dict[str, str]) -> tuple[str, list]:
    """Measure one setting, in whatever process this is.

    Args:
        run: What to measure.
        expected: The versions of who asks.

    Returns:
        The address of the run, and what was measured for each seed.
    """
    if expected != versions():
        raise MeasureError(
            f"a worker has other versions: {versions()}, not {expected}. Give it the "
            "same environment."
        )
    with ONE_AT_A_TIME:  # A Dask worker may have several threads.
        use_one_thread()
        import keras

        keras.utils.clear_session()
        keras.config.set_floatx("float32")  # A program may have changed it.
        program = __import__(run.module, fromlist=[run.function])
        try:
            return run.address, getattr(program, run.function)(**run.arguments)
        except Exception as error:
            place = f"{run.module}: {run.setting}"
            raise MeasureError(f"{place}: {type(error).__name__}: {error}") from error


def use_one_thread() -> None:
    """Let TensorFlow add in one order whatever the number of cores."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import tensorflow as tf

    try:
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
    except RuntimeError:
        raise MeasureError(
            "TensorFlow has started with more than one thread in this process. Start "
            "the worker anew."
        ) from None


def _file(address: str) -> Path:
    return store.CACHE / f"{address}.json"


def all_of(runs: Iterable[Run]) -> dict[str, list]:
    """Return what was measured for each setting."""
    return {run.setting: known(run) for run in runs}
