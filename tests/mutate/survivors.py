"""Survivors that were looked at and accepted, each with its reason."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutate.subjects import Trial

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
        found.append(survivor)
    return found


def is_accepted(trial: Trial, survivors: Iterable[Survivor]) -> bool:
    """Say whether a mutant is one of the accepted survivors."""
    return any(_same(trial, survivor) for survivor in survivors)


def stale(
    survivors: Iterable[Survivor], trials: Iterable[Trial], killed: Iterable[Trial] = ()
) -> list[str]:
    """Return what is wrong with the entries: no such mutant, or it is killed.

    Args:
        survivors: The entries.
        trials: All mutants of the files that the entries are about.
        killed: Those that were run and killed.
    """
    trials, killed = list(trials), list(killed)
    problems = []
    for entry in survivors:
        place = f"{entry.file}: {entry.line} ({entry.change})"
        same = [trial for trial in trials if _same(trial, entry)]
        if not same:
            problems.append(f"{place}: there is no such mutant. Remove the entry.")
        elif all(trial in killed for trial in same):
            problems.append(f"{place}: this mutant is killed. Remove the entry.")
    return problems


def _same(trial: Trial, survivor: Survivor) -> bool:
    return (trial.file, trial.source, trial.change) == (
        survivor.file,
        survivor.line,
        survivor.change,
    )
