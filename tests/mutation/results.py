"""Run mutants side by side, and cache every result."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from rich.console import Console
from rich.progress import track

from docs._engine.core.paths import CACHE
from tests.mutation.targets import MutantRun
from tests.runner.runner import Runner

TIME_LIMIT = 180
"""Seconds for one mutant; one that takes longer counts as killed."""

_PACKAGES = ("keras", "tensorflow", "numpy", "scikit-learn", "pytest")


class Results:
    """Cached results by program, packages and expected output.

    Each is a line of a file to which lines are only appended. So an interrupted command
    continues where it stopped, and two commands at once do not disturb each other.
    """

    def __init__(self, file: Path = CACHE / "mutants.jsonl"):
        """Load the results of earlier commands; the file need not exist."""
        self.file = file
        self._environment = [python_version(), *map(version, _PACKAGES)]
        self._problems: dict[str, str | None] = {}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        for line in file.read_text("utf-8").splitlines():
            # The machine may have gone down while a line was written.
            with suppress(ValueError):
                entry = json.loads(line)
                self._problems[entry["key"]] = entry["problem"]

    def __getitem__(self, run: MutantRun) -> str | None:
        """Return why a run failed; None if it did not, and so the mutant survives."""
        return self._problems[self._key(run)]

    def run(self, name: str, runs: list[MutantRun], workers: int) -> None:
        """Run the programs without a result, so many at once, behind a progress bar.

        After an interrupt it waits for those that have started, and caches their
        results.
        """
        runner = Runner(TIME_LIMIT, root=None, shares="always")

        def run_one(key: str, run: MutantRun) -> None:
            problem = run.check(runner.run(run.code))
            self._problems[key] = problem and problem[:400]
            with self.file.open("a", encoding="utf-8") as file:
                entry = {"key": key, "problem": self._problems[key]}
                file.write(json.dumps(entry) + "\n")

        by_key = {self._key(run): run for run in runs}
        pool = ThreadPoolExecutor(workers)
        try:
            jobs = [
                pool.submit(run_one, key, run)
                for key, run in by_key.items()
                if key not in self._problems
            ]
            console = Console(stderr=True)
            for job in track(as_completed(jobs), name, len(jobs), console=console):
                job.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def _key(self, run: MutantRun) -> str:
        parts = [*self._environment, run.code, run.expected]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
