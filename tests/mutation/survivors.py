"""Accepted survivors: mutants that may live, each with its reason (accepted.toml)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.targets import MutantRun

ACCEPTED = Path(__file__).with_name("accepted.toml")


@dataclass(frozen=True)
class AcceptedSurvivor:
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
    def location(self) -> str:
        """The file, the line and the change, as messages name them."""
        return f"{self.file}: {self.line} ({self.change})"


def load_accepted(file: Path = ACCEPTED) -> list[AcceptedSurvivor]:
    """Load the accepted survivors.

    Raises:
        ValueError: An entry lacks something, or has something unknown.
    """
    entries = tomllib.loads(file.read_text("utf-8")).get("survivor", [])
    survivors = []
    for number, entry in enumerate(entries, 1):
        try:
            survivor = AcceptedSurvivor(**entry)
        except TypeError as error:
            raise ValueError(f"{file.name}: entry {number}: {error}") from None
        if not survivor.reason.strip():
            raise ValueError(f"{file.name}: entry {number}: give a reason.")
        if type(survivor.count) is not int or survivor.count < 1:
            raise ValueError(f"{file.name}: entry {number}: count is at least 1.")
        survivors.append(survivor)
    return survivors


def is_accepted(run: MutantRun, survivors: Iterable[AcceptedSurvivor]) -> bool:
    """Return whether a mutant is one of the accepted survivors."""
    return any(_same(run, survivor) for survivor in survivors)


def stale(
    survivors: Iterable[AcceptedSurvivor], runs: Iterable[MutantRun]
) -> list[str]:
    """Return the entries whose mutants do not exist, each with what to do.

    Args:
        survivors: The entries.
        runs: All mutants of the files that the entries are about.
    """
    counts = _counts(survivors, runs)
    return [
        f"{entry.location}: there is no such mutant. Remove the entry."
        if not count
        else f"{entry.location}: there are {count} such mutants, not {entry.count}."
        for entry, count in counts.items()
        if count < entry.count
    ]


def miscounted(
    survivors: Iterable[AcceptedSurvivor], alive: Iterable[MutantRun]
) -> list[str]:
    """Return the entries whose count differs from the number of survivors.

    Args:
        survivors: The entries.
        alive: The mutants that were run, in the files of the entries, and survived.
    """
    counts = _counts(survivors, alive)
    return [
        f"{entry.location}: this mutant is killed. Remove the entry."
        if not count
        else f"{entry.location}: {count} of them survive, not {entry.count}. "
        "Look at each."
        for entry, count in counts.items()
        if count != entry.count
    ]


def _counts(
    survivors: Iterable[AcceptedSurvivor], runs: Iterable[MutantRun]
) -> dict[AcceptedSurvivor, int]:
    """Count the mutants of each entry; a snippet on two pages counts once."""
    distinct = {run.identity: run for run in runs}.values()
    return {entry: sum(_same(run, entry) for run in distinct) for entry in survivors}


def _same(run: MutantRun, survivor: AcceptedSurvivor) -> bool:
    return (run.file, run.source, run.change) == (
        survivor.file,
        survivor.line,
        survivor.change,
    )
