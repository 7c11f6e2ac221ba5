"""Measure settings side by side: in processes of this machine, or on a Dask cluster."""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import joblib

from docs._engine.core.sources import versions
from docs._engine.experiments import store
from docs._engine.experiments.experiment import Measurement

LOCK = threading.Lock()
"""Held while a setting is measured, because a Dask worker may have several threads."""


class MeasureError(Exception):
    """A setting could not be measured. The message names it."""


def cached_result(measurement: Measurement) -> list[Any] | None:
    """Return the result of an earlier measurement for each seed; None without one."""
    result: list[Any] | None = store.read_json(_file(measurement.key))
    return result


def measure(measurements: list[Measurement], processes: int) -> Iterator[Measurement]:
    """Measure settings and cache the results; yield each as it is done.

    Raises:
        MeasureError: A program raised an error, or a worker has other versions.
    """
    parallel = joblib.Parallel(processes, return_as="generator_unordered")
    calls = (joblib.delayed(execute)(each, versions()) for each in measurements)
    by_key = {each.key: each for each in measurements}
    for key, result in parallel(calls):
        store.write_json(_file(key), result)
        yield by_key[key]


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


def execute(
    measurement: Measurement, expected: dict[str, str]
) -> tuple[str, list[Any]]:
    """Measure one setting in this process.

    Args:
        measurement: The setting.
        expected: The versions of the process that asks for it.

    Returns:
        The key of the measurement, and the result for each seed.

    Raises:
        MeasureError: The program raised an error, or versions differ here.
    """
    if expected != versions():
        raise MeasureError(
            f"a worker has other versions: {versions()}, not {expected}. Give it the "
            "same environment."
        )
    with LOCK:
        use_one_thread()
        import keras

        keras.utils.clear_session()
        keras.config.set_floatx("float32")  # A program may have changed it.
        program = __import__(measurement.module, fromlist=[measurement.function])
        function = getattr(program, measurement.function)
        try:
            return measurement.key, function(**measurement.arguments)
        except Exception as error:
            location = f"{measurement.module}: {measurement.setting}"
            raise MeasureError(
                f"{location}: {type(error).__name__}: {error}"
            ) from error


def use_one_thread() -> None:
    """Let TensorFlow add in one order, whatever the number of cores."""
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


def results_of(measurements: Iterable[Measurement]) -> dict[str, list[Any]]:
    """Return the cached results of measurements by setting.

    Raises:
        MeasureError: A result has been removed from the cache meanwhile.
    """
    results = {}
    for each in measurements:
        result = cached_result(each)
        if result is None:
            raise MeasureError(f"{each.setting}: {_file(each.key)} is gone. Run again.")
        results[each.setting] = result
    return results


def _file(key: str) -> Path:
    return store.CACHE / f"{key}.json"
