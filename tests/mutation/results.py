"""Run trials side by side, and remember every result."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from tests.mutation.targets import Trial
from tests.runner.runner import Runner

_PACKAGES = ("keras", "tensorflow", "numpy", "scikit-learn", "pytest")


class Results:
    """Results by content: what was run before is not run again.

    They are one line each in a file to which lines are only added, so an interrupted
    run goes on where it stopped, and two runs at once do not disturb each other.
    """

    def __init__(self, file: Path):
        """Read what earlier runs found; `file` need not exist."""
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

    def __contains__(self, trial: Trial) -> bool:
        """Say whether a trial's result is known."""
        return self._key(trial) in self._known

    def __getitem__(self, trial: Trial) -> str | None:
        """Return what was wrong in a trial, or None if nothing was."""
        return self._known[self._key(trial)]

    def unknown(self, trials: list[Trial]) -> list[Trial]:
        """Return the trials to run, each program once."""
        by_key = {self._key(trial): trial for trial in trials if trial not in self}
        return list(by_key.values())

    def run(
        self, trials: list[Trial], workers: int, time_limit: float
    ) -> Iterator[Trial]:
        """Run trials side by side, and give each as it ends.

        Interrupted, it waits for those that run already: their results are kept.
        """
        runner = Runner(time_limit)
        pool = ThreadPoolExecutor(workers)
        try:
            jobs = {pool.submit(runner.run, trial.code): trial for trial in trials}
            for job in as_completed(jobs):
                self._remember(jobs[job], jobs[job].judge(job.result()))
                yield jobs[job]
        finally:
            pool.shutdown(cancel_futures=True)

    def _remember(self, trial: Trial, problem: str | None) -> None:
        key = self._key(trial)
        self._known[key] = problem and problem[:400]
        entry = {"key": key, "problem": self._known[key]}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def _key(self, trial: Trial) -> str:
        parts = [*self._environment, trial.code, trial.expected]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
