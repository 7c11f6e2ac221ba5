"""Measure settings side by side: in processes of this machine, or on a Dask cluster."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pkgutil import resolve_name
from typing import Any

import joblib

from docs._engine.core.sources import versions
from docs._engine.experiments.experiment import MeasureError, Measurement, write_json

LOCK = threading.Lock()
"""Held while a setting is measured, because a Dask worker may have several threads."""


def measure(measurements: list[Measurement], processes: int) -> Iterator[Measurement]:
    """Measure settings and cache the results; yield each as it is done.

    Raises:
        MeasureError: A program raised an error, or a worker has other versions.
    """
    parallel = joblib.Parallel(processes, return_as="generator_unordered")
    calls = (joblib.delayed(execute)(each, versions()) for each in measurements)
    for measurement, result in parallel(calls):
        write_json(measurement.file, result)
        yield measurement


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
) -> tuple[Measurement, list[Any]]:
    """Measure one setting in this process; return it with the result for each seed.

    Args:
        measurement: The setting.
        expected: The versions of the process that asks for it.

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
        function = resolve_name(measurement.function)
        try:
            # A copy, because Keras changes the configuration of an optimizer.
            return measurement, function(**deepcopy(measurement.arguments))
        except Exception as error:
            location = f"{measurement.function}: {measurement.setting}"
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
