"""What the checks share."""

import functools
import importlib.util
import inspect
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest


@pytest.fixture(name="keras")
def imported_keras():
    """Keras, imported only when a check runs, with seed 0 and nothing left over."""
    return fresh_keras()


@pytest.fixture(name="sklearn")
def imported_sklearn():
    """scikit-learn, imported only when a check runs."""
    import sklearn.datasets
    import sklearn.linear_model
    import sklearn.preprocessing

    return sklearn


@pytest.fixture(name="strategy")
def mirrored_strategy(keras):
    """The `tf.distribute.MirroredStrategy` of two devices, both on the CPU."""
    return two_replicas()


@pytest.fixture(name="devices")
def jax_devices(keras):
    """The names of two devices of JAX, both on the CPU."""
    yield two_jax_devices()
    keras.distribution.set_distribution(None)


def fresh_keras():
    """Return Keras, with seed 0 and nothing left over."""
    import keras

    # Collecting what a whole run has left takes seconds, and checks leave little.
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(0)
    return keras


@functools.cache
def two_replicas():
    """Return the strategy; of one device, where TensorFlow has begun without two."""
    import keras
    import tensorflow as tf

    assert keras.config.backend() == "tensorflow"
    try:
        tf.config.set_logical_device_configuration(
            tf.config.list_physical_devices("CPU")[0],
            [tf.config.LogicalDeviceConfiguration()] * 2,
        )
    except RuntimeError:
        return tf.distribute.MirroredStrategy(["CPU:0"])
    # A process can reduce with the collective operations of one strategy only.
    return tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])


@functools.cache
def two_jax_devices():
    """Return the names; one, where JAX has begun without two."""
    import keras

    assert keras.config.backend() == "jax"
    import jax

    try:
        jax.config.update("jax_num_cpu_devices", 2)
    except RuntimeError:
        return ["cpu:0"]
    return keras.distribution.list_devices()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a check that needs two devices where they can be had."""
    strategy = pyfuncitem.funcargs.get("strategy")
    devices = pyfuncitem.funcargs.get("devices")
    is_single = strategy and strategy.num_replicas_in_sync == 1
    if not is_single and devices != ["cpu:0"]:
        return None
    others = {
        name: pyfuncitem.funcargs[name]
        for name in inspect.signature(pyfuncitem.function).parameters
        if name not in ("keras", "strategy", "devices")
    }
    run = other_process().submit(
        run_check, pyfuncitem.path, pyfuncitem.originalname, others
    )
    run.result(timeout=300)
    return True


def pytest_sessionfinish():
    """End the other process, if there is one."""
    if other_process.cache_info().currsize:
        other_process().shutdown()


@functools.cache
def other_process():
    """Return the process, begun anew, that runs all checks which need two devices."""
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def run_check(file, name, others):
    """Run a check in a process of which pytest knows nothing."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    check = getattr(module, name)
    arguments = {"keras": fresh_keras(), **others}
    if "strategy" in inspect.signature(check).parameters:
        arguments["strategy"] = two_replicas()
        assert arguments["strategy"].num_replicas_in_sync == 2
    if "devices" in inspect.signature(check).parameters:
        arguments["devices"] = two_jax_devices()
        assert len(arguments["devices"]) == 2
    check(**arguments)
    if "devices" in arguments:
        arguments["keras"].distribution.set_distribution(None)
