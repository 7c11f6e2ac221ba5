"""Survivors, and those that are accepted, each with its reason (accepted.toml)."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.results import Results
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

    def __post_init__(self):
        if not self.reason.strip():
            raise ValueError("give a reason.")
        if self.count < 1:
            raise ValueError("count must be at least 1.")

    @property
    def mutant(self) -> tuple[str, str, str]:
        """What `MutantRun.mutant` is for the mutants of this entry."""
        return self.file, self.line, self.change


def load_accepted(file: Path = ACCEPTED) -> list[AcceptedSurvivor]:
    """Load the accepted survivors.

    Raises:
        ValueError: An entry lacks something, has something unknown, or is there twice.
    """
    survivors: dict[tuple[str, str, str], AcceptedSurvivor] = {}
    entries = tomllib.loads(file.read_text("utf-8")).get("survivor", [])
    for number, entry in enumerate(entries, 1):
        try:
            survivor = AcceptedSurvivor(**entry)
            if survivors.setdefault(survivor.mutant, survivor) is not survivor:
                raise ValueError("it is listed twice. Write one entry with a count.")
        except (TypeError, ValueError) as error:
            raise ValueError(f"{file.name}: entry {number}: {error}") from None
    return list(survivors.values())


def find_survivors(runs: list[MutantRun], results: Results) -> list[MutantRun]:
    """Return the mutants that survive on every page that shows their snippet.

    A snippet that several pages show is one program, and each of its mutants is
    returned once.
    """
    killed = {run.identity for run in runs if results[run] is not None}
    distinct = {run.identity: run for run in runs}
    return [run for identity, run in distinct.items() if identity not in killed]


def score(runs: list[MutantRun], results: Results) -> float:
    """Return the share of mutants that are killed, from 0 to 1; 1 without mutants."""
    mutants = {run.identity for run in runs}
    return 1 - len(find_survivors(runs, results)) / max(len(mutants), 1)


def miscounted(
    entries: Iterable[AcceptedSurvivor], survivors: Iterable[MutantRun]
) -> list[str]:
    """Return the entries whose count differs from the number of survivors.

    Args:
        entries: The entries.
        survivors: The mutants that were run, in the files of the entries, and survived.
    """
    counts = Counter(run.mutant for run in survivors)
    return [
        f"{entry.file}: {entry.line} ({entry.change}): {counts[entry.mutant]} such "
        f"mutants survive, not {entry.count}. Look at each, and correct the entry."
        for entry in entries
        if counts[entry.mutant] != entry.count
    ]
