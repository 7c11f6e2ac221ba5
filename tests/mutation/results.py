"""Run mutants side by side, and cache every result."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from tests.mutation.targets import MutantRun
from tests.runner.runner import Runner

_PACKAGES = ("keras", "tensorflow", "numpy", "scikit-learn", "pytest")


class Results:
    """Cached results by program, packages and expected output.

    Each is a line of a file to which lines are only appended. So an interrupted command
    continues where it stopped, and two commands at once do not disturb each other.
    """

    def __init__(self, file: Path):
        """Load the results of earlier commands; the file need not exist."""
        self.file = file
        self._known: dict[str, str | None] = {}
        if file.exists():
            for line in file.read_text("utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    self._known[entry["key"]] = entry["problem"]
                except (ValueError, KeyError, TypeError):
                    continue  # The machine went down while this line was written.
        self._environment = [python_version(), *map(version, _PACKAGES)]

    def __contains__(self, run: MutantRun) -> bool:
        """Return whether the result of a run is known."""
        return self._key(run) in self._known

    def __getitem__(self, run: MutantRun) -> str | None:
        """Return why a run failed; None if it did not, and so the mutant survives."""
        return self._known[self._key(run)]

    def without_result(self, runs: list[MutantRun]) -> list[MutantRun]:
        """Return the runs whose result is unknown, each program once."""
        by_key = {self._key(run): run for run in runs if run not in self}
        return list(by_key.values())

    def run(
        self, runs: list[MutantRun], workers: int, time_limit: float
    ) -> Iterator[MutantRun]:
        """Run programs side by side, and yield each as it ends.

        After an interrupt it waits for those that have started, and caches their
        results.

        Args:
            runs: The programs.
            workers: How many run at once.
            time_limit: Seconds for one of them.
        """
        runner = Runner(time_limit)
        pool = ThreadPoolExecutor(workers)
        try:
            jobs = {pool.submit(runner.run, run.code): run for run in runs}
            for job in as_completed(jobs):
                self._remember(jobs[job], jobs[job].check(job.result()))
                yield jobs[job]
        finally:
            pool.shutdown(cancel_futures=True)

    def _remember(self, run: MutantRun, problem: str | None) -> None:
        key = self._key(run)
        self._known[key] = problem and problem[:400]
        entry = {"key": key, "problem": self._known[key]}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def _key(self, run: MutantRun) -> str:
        parts = [*self._environment, run.code, run.expected]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
