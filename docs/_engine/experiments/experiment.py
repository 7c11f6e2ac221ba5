"""Experiments: the settings that one compares, how it measures them, its data file."""

import hashlib
import importlib
import inspect
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

from docs._engine.core import paths
from docs._engine.core.paths import write_atomically
from docs._engine.core.results import DATA
from docs._engine.core.sources import source_digest, versions, with_imports

EXPERIMENTS = paths.ROOT / "snippets" / "experiments"
"""The folder of the programs."""

CACHE = paths.CACHE / "experiments"
"""The folder of the results of each setting."""


class MeasureError(Exception):
    """A setting could not be measured. The message names it."""


@dataclass(frozen=True)
class Measurement:
    """One setting of an experiment, to be measured for all seeds."""

    setting: str
    """Its name."""
    function: str
    """The function that measures it, as `module:name`."""
    arguments: dict[str, Any]
    """Its arguments: the seeds and the setting."""
    key: str
    """A digest of all that the result depends on."""

    @property
    def file(self) -> Path:
        """The file that caches its result."""
        return CACHE / f"{self.key}.json"

    def result(self) -> list[Any] | None:
        """Return the cached result for each seed; None if it was never measured."""
        result: list[Any] | None = _read_json(self.file)
        return result


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
        return source_digest(programs(EXPERIMENTS / f"{self.name}.py"))

    def measured_versions(self) -> dict[str, str] | None:
        """Return the versions that the data file was measured with.

        None if there is no such file, if the program has changed since, or if somebody
        has edited the file.
        """
        data = _read_json(self.data_file)
        try:
            about, digest = data["about"], results_digest(data["results"])
            is_current = (about["source"], about["results"]) == (self.source, digest)
            return dict(about["versions"]) if is_current else None
        except (KeyError, TypeError, ValueError):
            return None

    @cached_property
    def program(self) -> ModuleType:
        """The imported program; Keras comes with it."""
        return importlib.import_module(f"snippets.experiments.{self.name}")

    def measurements(self) -> list[Measurement]:
        """Return what is to be measured, in order."""
        measure = self.program.measure
        # A program that sums results up does not decide what is measured.
        source = programs(
            Path(inspect.getfile(measure)), exclude=EXPERIMENTS / "sweep.py"
        )
        function = f"{measure.__module__}:{measure.__qualname__}"
        measurements = []
        for setting, own in self.program.SETTINGS.items():
            arguments = {"seeds": list(self.program.SEEDS), **own}
            key = source_digest(source, function, arguments, versions())
            measurements.append(Measurement(setting, function, arguments, key))
        return measurements

    def write_report(self) -> bool:
        """Write the data file, and return whether it differs from the old one.

        Every setting must have been measured.
        """
        report = self.program.report(
            {each.setting: each.result() for each in self.measurements()}
        )
        about = {
            "command": f"uv run python -m docs._engine.experiments {self.name}",
            "results": results_digest(report),
            "seeds": list(self.program.SEEDS),
            "source": self.source,
            "versions": versions(),
        }
        before = _read_json(self.data_file)
        write_json(self.data_file, {"about": about, "results": report})
        return bool(_read_json(self.data_file) != before)


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
        if each.is_relative_to(EXPERIMENTS) and each.name != "__init__.py"
    }


def results_digest(report: dict[str, Any]) -> str:
    """Return a digest of the results in a data file."""
    text = json.dumps(report, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def find_experiments() -> list[str]:
    """Return the names of all experiments: the programs that have SETTINGS."""
    return [
        file.stem
        for file in sorted(EXPERIMENTS.glob("*.py"))
        if "\nSETTINGS = " in file.read_text("utf-8")
    ]


def write_json(file: Path, content: object) -> None:
    """Write a JSON file atomically, with sorted keys and each list on one line."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    text = re.sub(r"\[[^][{}]*\]", _on_one_line, text) + "\n"
    write_atomically(file, text)


def _on_one_line(numbers: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", numbers[0]).replace("[ ", "[").replace(" ]", "]")


def _read_json(file: Path) -> Any:
    """Return the content of a JSON file; None if it is missing or no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
