"""Experiments: the settings that one compares, how it measures them, its data file."""

import hashlib
import importlib
import inspect
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from docs._engine.core.paths import ROOT
from docs._engine.core.results import DATA
from docs._engine.core.sources import source_digest, versions, with_imports
from docs._engine.experiments import store

FOLDER = ROOT / "snippets" / "experiments"
"""The folder of the programs."""


@dataclass(frozen=True)
class Measurement:
    """One setting of an experiment, to be measured for all seeds."""

    setting: str
    """Its name."""
    module: str
    """The module of the function that measures it."""
    function: str
    """The name of that function in its module."""
    arguments: dict[str, Any]
    """Its arguments: the seeds and the setting."""
    key: str
    """A digest of all that the result depends on."""


@dataclass(frozen=True)
class Experiment:
    """A program in snippets/experiments that asks a question and measures the answer.

    It has `SEEDS`, `SETTINGS` (the arguments of each setting, by its name), `measure`
    (returns a result for each seed) and `report` (sums the results up).
    """

    name: str
    """The name of the file, without its ending."""

    @property
    def data_file(self) -> Path:
        """The file that its report goes to."""
        return DATA / f"{self.name}.json"

    @cached_property
    def source(self) -> str:
        """A digest of its program, with the programs that it imports."""
        return source_digest(programs(FOLDER / f"{self.name}.py"))

    @property
    def state_file(self) -> Path:
        """The file that records program, versions and data file of the last report."""
        return store.CACHE / f"{self.name}.state"

    def is_current(self) -> bool:
        """Return whether nothing changed since the last report."""
        return bool(store.read_json(self.state_file) == self._state())

    def _state(self) -> list[Any]:
        data = self.data_file
        content = data.read_bytes() if data.is_file() else b""
        return [self.source, versions(), hashlib.sha256(content).hexdigest()]

    @cached_property
    def program(self) -> ModuleType:
        """The imported program; Keras comes with it."""
        return importlib.import_module(f"snippets.experiments.{self.name}")

    def measurements(self) -> list[Measurement]:
        """Return what is to be measured, in order."""
        measure = self.program.measure
        file = Path(inspect.getfile(measure))
        # A program that sums results up does not decide what is measured.
        source = programs(file, exclude=FOLDER / "sweep.py")
        names = measure.__module__, measure.__qualname__
        measurements = []
        for setting, own in self.program.SETTINGS.items():
            arguments = {"seeds": list(self.program.SEEDS), **own}
            key = source_digest(source, ":".join(names), arguments, versions())
            measurements.append(Measurement(setting, *names, arguments, key))
        return measurements

    def write_report(self, results: dict[str, list[Any]]) -> bool:
        """Write the data file, and return whether it differs from the old one.

        Args:
            results: For each setting, the result for each seed.
        """
        report = self.program.report(results)
        about = {
            "command": f"uv run python -m docs._engine.experiments {self.name}",
            "results": results_digest(report),
            "seeds": list(self.program.SEEDS),
            "source": self.source,
            "versions": versions(),
        }
        before = store.read_json(self.data_file)
        store.write_json(self.data_file, {"about": about, "results": report})
        store.write_json(self.state_file, self._state())
        return bool(store.read_json(self.data_file) != before)


def programs(file: Path, exclude: Path | None = None) -> set[Path]:
    """Return a program and the programs that it imports, directly or not.

    Nothing outside snippets/experiments counts, and no `__init__.py`: so a data file
    stays valid when the rest of the repository changes.

    Args:
        file: The program.
        exclude: A program that does not count, nor what it imports.
    """
    return {
        each
        for each in with_imports(file, exclude)
        if each.is_relative_to(FOLDER) and each.name != "__init__.py"
    }


def results_digest(report: dict[str, Any]) -> str:
    """Return a digest of the results in a data file."""
    text = json.dumps(report, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def find_experiments() -> list[str]:
    """Return the names of all experiments: the programs that have SETTINGS."""
    return [
        file.stem
        for file in sorted(FOLDER.glob("*.py"))
        if "\nSETTINGS = " in file.read_text("utf-8")
    ]


def by_key(measurements: Iterable[Measurement]) -> dict[str, Measurement]:
    """Return measurements by key: several experiments may share one."""
    return {each.key: each for each in measurements}
