"""A question: the settings it compares, what measures one, and its data file."""

import hashlib
import importlib
import inspect
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from docs._engine.core.paths import ROOT
from docs._engine.core.results import DATA
from docs._engine.core.sources import source_digest, versions, with_imports
from docs._engine.experiments import store

FOLDER = ROOT / "snippets" / "experiments"


@dataclass(frozen=True)
class Run:
    """One setting, measured for all seeds."""

    setting: str
    """Its name."""
    module: str
    """The module of the function that measures it."""
    function: str
    """The name of that function in its module."""
    arguments: dict
    """Its arguments: the seeds and the setting."""
    address: str
    """A digest of all that the result depends on."""


@dataclass(frozen=True)
class Question:
    """A file of this package that asks something and measures the answer."""

    name: str
    """The name of the file, without its ending."""

    @property
    def data_file(self) -> Path:
        """The file that its answer goes to."""
        return DATA / f"{self.name}.json"

    @cached_property
    def source(self) -> str:
        """A digest of its program: its file and what that imports."""
        return source_digest(with_imports(FOLDER / f"{self.name}.py"))

    @property
    def state(self) -> Path:
        """The file that says for which state of everything the data file was made."""
        return store.CACHE / f"{self.name}.state"

    def is_answered(self) -> bool:
        """Say whether the data file stands as it was measured, and nothing changed."""
        return store.read(self.state) == self._state()

    def _state(self) -> list:
        data = self.data_file
        content = data.read_bytes() if data.is_file() else b""
        return [self.source, versions(), hashlib.sha256(content).hexdigest()]

    @cached_property
    def program(self) -> ModuleType:
        """The imported program; Keras comes with it."""
        return importlib.import_module(f"snippets.experiments.{self.name}")

    def runs(self) -> list[Run]:
        """Return what is to be measured, in order."""
        measure = self.program.measure
        # What sums results up does not decide what is measured.
        file = Path(inspect.getfile(measure))
        source = with_imports(file, exclude=FOLDER / "sweep.py")
        found = []
        for setting, arguments in self.program.SETTINGS.items():
            arguments = {"seeds": list(self.program.SEEDS), **arguments}
            name = f"{measure.__module__}:{measure.__qualname__}"
            address = source_digest(source, name, arguments, versions())
            names = measure.__module__, measure.__qualname__
            found.append(Run(setting, *names, arguments, address))
        return found

    def answer(self, found: dict[str, list]) -> bool:
        """Write the data file, and say whether it differs from what was there.

        Args:
            found: For each setting, what was measured for each seed.
        """
        report = self.program.report(found)
        about = {
            "command": f"uv run python -m docs._engine.experiments {self.name}",
            "results": results_digest(report),
            "seeds": list(self.program.SEEDS),
            "source": self.source,
            "versions": versions(),
        }
        before = store.read(self.data_file)
        store.write(self.data_file, {"about": about, "results": report})
        store.write(self.state, self._state())
        return store.read(self.data_file) != before


def results_digest(report: dict) -> str:
    """Return a digest of the results in a data file."""
    text = json.dumps(report, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def questions() -> list[str]:
    """Return the names of all questions: the files here that have SETTINGS."""
    return [
        file.stem
        for file in sorted(FOLDER.glob("*.py"))
        if "\nSETTINGS = " in file.read_text("utf-8")
    ]


def unique(runs: Iterable[Run]) -> dict[str, Run]:
    """Return the runs by address: several questions may share one."""
    return {run.address: run for run in runs}
