"""Scratch repository with this one's command and two small experiments."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from docs._engine.core.paths import ROOT

TRAINING = """
import keras


def measure(seeds, rate):
    sums = []
    for seed in seeds:
        start = keras.initializers.GlorotUniform(seed)
        x = keras.random.normal((8, 4), seed=seed)
        model = keras.Sequential(
            [
                keras.Input((4,)),
                keras.layers.Dropout(rate, seed=seed),
                keras.layers.Dense(1, kernel_initializer=start),
            ]
        )
        model.compile(keras.optimizers.SGD(0.1), "mse")
        model.fit(x, x[:, :1], epochs=2, shuffle=False, verbose=0)
        sums.append(model.layers[1].kernel.numpy().sum().item())
    return sums
"""
# In the place of Keras and TensorFlow, which take seconds to import.
STUB = """
from unittest.mock import MagicMock

config = utils = MagicMock()
"""
STUB_TRAINING = """
import random
import time

import keras

RATE = 0.1  # SGD(0.1)


def measure(seeds, rate):
    if rate > 1:
        raise ValueError(f"rate {rate} is too large")
    time.sleep(0.1)
    draws = [random.Random(f"{seed} {rate} {RATE}") for seed in seeds]
    return [draw.random() for draw in draws]
"""
EXPERIMENT = '''
"""Does it run?"""

from snippets.experiments.training import measure

SEEDS = range(2)
SETTINGS = {{str(rate): {{"rate": rate}} for rate in {rates}}}


def report(results):
    return {{"kernel": results}}
'''


def write_project(root: Path, keras: bool = False) -> None:
    """Write the repository; its two experiments share a setting.

    Args:
        root: Its folder.
        keras: Whether the experiments train with Keras. If not, they take their
            numbers from a generator, and the command finds stubs.
    """
    folder = root / "snippets" / "experiments"
    folder.mkdir(parents=True)
    for name in "core", "experiments":
        engine = Path("docs", "_engine", name)
        shutil.copytree(ROOT / engine, root / engine)
    for package in "docs/_engine", "snippets", "snippets/experiments":
        (root / package / "__init__.py").touch()
    training = TRAINING if keras else STUB_TRAINING
    (folder / "training.py").write_text(training, "utf-8")
    if not keras:
        for name in "keras", "tensorflow":
            (root / f"{name}.py").write_text(STUB, "utf-8")
    write_experiment(root, "first", [0.0, 0.5])
    write_experiment(root, "second", [0.5, 0.25])


def write_experiment(root: Path, name: str, rates: list[float]) -> None:
    """Write an experiment that compares these rates."""
    file = root / "snippets" / "experiments" / f"{name}.py"
    file.write_text(EXPERIMENT.format(rates=rates), "utf-8")


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the command in a repository."""
    return subprocess.Popen(
        [sys.executable, "-m", "docs._engine.experiments", *arguments],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def run(root: Path, *arguments: str, exit_code: int = 0) -> tuple[str, str]:
    """Run the command in a repository, and return what it prints and its errors."""
    process = start(root, *arguments)
    output, errors = process.communicate(timeout=300)
    assert process.returncode == exit_code, errors
    assert "Traceback" not in errors
    return output, errors


def data(root: Path) -> dict[str, bytes]:
    """Return the data files by name."""
    folder = root / "docs" / "_data"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def cached_results(root: Path) -> dict[str, list[float]]:
    """Return the cached results by key."""
    folder = root / ".cache" / "experiments"
    return {file.stem: json.loads(file.read_bytes()) for file in folder.glob("*.json")}
