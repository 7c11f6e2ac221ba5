"""Survivors that were looked at and accepted, each with its reason."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.targets import Trial

ACCEPTED = Path(__file__).with_name("accepted.toml")


@dataclass(frozen=True)
class Survivor:
    """An accepted survivor, as accepted.toml lists it."""

    file: str
    """The snippet, page or file of checks, relative to the root of the site."""
    line: str
    """The line that is changed, without its indentation."""
    change: str
    """The change."""
    reason: str
    """Why nothing on the page needs to notice."""
    count: int = 1
    """How often this line of the file survives this change."""

    @property
    def place(self) -> str:
        """The file, the line and the change, as messages name them."""
        return f"{self.file}: {self.line} ({self.change})"


def accepted(file: Path = ACCEPTED) -> list[Survivor]:
    """Read the accepted survivors.

    Raises:
        ValueError: An entry lacks something, or has something unknown.
    """
    entries = tomllib.loads(file.read_text("utf-8")).get("survivor", [])
    found = []
    for number, entry in enumerate(entries, 1):
        try:
            survivor = Survivor(**entry)
        except TypeError as error:
            raise ValueError(f"{file.name}: entry {number}: {error}") from None
        if not survivor.reason.strip():
            raise ValueError(f"{file.name}: entry {number}: give a reason.")
        if type(survivor.count) is not int or survivor.count < 1:
            raise ValueError(f"{file.name}: entry {number}: count is at least 1.")
        found.append(survivor)
    return found


def is_accepted(trial: Trial, survivors: Iterable[Survivor]) -> bool:
    """Say whether a mutant is one of the accepted survivors."""
    return any(_same(trial, survivor) for survivor in survivors)


def stale(survivors: Iterable[Survivor], trials: Iterable[Trial]) -> list[str]:
    """Return which entries are about mutants that do not exist.

    Args:
        survivors: The entries.
        trials: All mutants of the files that the entries are about.
    """
    counts = _counts(survivors, trials)
    return [
        f"{entry.place}: there is no such mutant. Remove the entry."
        if not count
        else f"{entry.place}: there are {count} such mutants, not {entry.count}."
        for entry, count in counts.items()
        if count < entry.count
    ]


def miscounted(survivors: Iterable[Survivor], alive: Iterable[Trial]) -> list[str]:
    """Return which entries stand for more or fewer survivors than there are.

    Args:
        survivors: The entries.
        alive: The mutants that were run, in the files of the entries, and survived.
    """
    counts = _counts(survivors, alive)
    return [
        f"{entry.place}: this mutant is killed. Remove the entry."
        if not count
        else f"{entry.place}: {count} of them survive, not {entry.count}. Look at each."
        for entry, count in counts.items()
        if count != entry.count
    ]


def _counts(
    survivors: Iterable[Survivor], trials: Iterable[Trial]
) -> dict[Survivor, int]:
    """Count the mutants of each entry; a snippet on two pages counts once."""
    distinct = {trial.mistake: trial for trial in trials}.values()
    return {
        entry: sum(_same(trial, entry) for trial in distinct) for entry in survivors
    }


def _same(trial: Trial, survivor: Survivor) -> bool:
    return (trial.file, trial.source, trial.change) == (
        survivor.file,
        survivor.line,
        survivor.change,
    )
