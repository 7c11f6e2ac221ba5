"""A repository with this one's command and two small experiments."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from docs._engine.core.paths import ROOT

TRAINING = """
import keras
import numpy as np


def measure(seeds, rate):
    if rate > 1:
        raise ValueError(f"rate {rate} is too large")
    found = []
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
        found.append(model.layers[1].kernel.numpy().sum().item())
    return found
"""
EXPERIMENT = '''
"""Does it run?"""

from snippets.experiments.training import measure

SEEDS = range(2)
SETTINGS = {{str(rate): {{"rate": rate}} for rate in {rates}}}


def report(results):
    return {{"kernel": results}}
'''


def write_project(root: Path) -> None:
    """Write the repository; its two experiments share a setting."""
    folder = root / "snippets" / "experiments"
    folder.mkdir(parents=True)
    for name in "core", "experiments":
        shutil.copytree(
            ROOT / "docs" / "_engine" / name,
            root / "docs" / "_engine" / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    shutil.copy(ROOT / "docs" / "_engine" / "__init__.py", root / "docs" / "_engine")
    (folder / "__init__.py").touch()
    (folder.parent / "__init__.py").touch()
    (folder / "training.py").write_text(TRAINING, "utf-8")
    write_experiment(root, "first", [0.0, 0.5])
    write_experiment(root, "second", [0.5, 0.25])


def write_experiment(root: Path, name: str, rates: list[float]) -> None:
    """Write an experiment that compares these rates."""
    file = root / "snippets" / "experiments" / f"{name}.py"
    file.write_text(EXPERIMENT.format(rates=rates), "utf-8")


def command(*arguments: str) -> list[str]:
    """Return the command line."""
    return [sys.executable, "-m", "docs._engine.experiments", *arguments]


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a repository."""
    return subprocess.run(
        command(*arguments), cwd=root, capture_output=True, text=True, timeout=300
    )


def data(root: Path) -> dict[str, bytes]:
    """Return the data files by name."""
    folder = root / "docs" / "_data"
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def cached_results(root: Path) -> dict[str, list[float]]:
    """Return the cached results by key."""
    folder = root / ".cache" / "experiments"
    return {file.stem: json.loads(file.read_bytes()) for file in folder.glob("*.json")}
