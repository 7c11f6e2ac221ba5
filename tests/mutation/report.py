"""Report of a mutation test: scores by page, and the list of survivors."""

from collections import Counter

from tests.mutation.results import Results
from tests.mutation.survivors import AcceptedSurvivor, is_accepted
from tests.mutation.targets import MutantRun

TARGET = 0.95
"""Share of the mutants that must be killed."""


def score_table(runs: list[MutantRun], results: Results) -> str:
    """Return a Markdown table: one row for each page, and one for all together."""
    rows = [
        "| page | mutants | by output | by error | by warning | by time limit "
        "| survived | score |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    pages = sorted({run.page for run in runs})
    for page in pages:
        rows.append(_row(page, [run for run in runs if run.page == page], results))
    if len(pages) > 1:
        rows.append(_row("all", runs, results))
    return "\n".join(rows)


def survivor_list(survivors: list[MutantRun], entries: list[AcceptedSurvivor]) -> str:
    """Return two lines for each survivor: location and change, and the changed line."""
    lines = []
    for run in survivors:
        note = "accepted" if is_accepted(run, entries) else "SURVIVED"
        lines.append(f"{note} {run.location}: {run.change}\n    {run.source}")
    return "\n".join(lines)


def find_survivors(runs: list[MutantRun], results: Results) -> list[MutantRun]:
    """Return the mutants that survive on every page that shows their snippet."""
    killed = {run.identity for run in runs if results[run] is not None}
    return [run for run in runs if run.identity not in killed]


def score(runs: list[MutantRun], results: Results) -> float:
    """Return the share of mutants that are killed, from 0 to 1; 1 without mutants.

    A snippet that several pages show is one program: one page that kills a mutant is
    enough.
    """
    mutants = {run.identity for run in runs}
    alive = {run.identity for run in find_survivors(runs, results)}
    return 1 - len(alive) / len(mutants) if mutants else 1.0


def _row(page: str, runs: list[MutantRun], results: Results) -> str:
    causes = Counter(_cause(results[run]) for run in runs)
    counts = [causes[each] for each in ("output", "error", "warning", "time", "none")]
    columns = [page, len(runs), *counts, f"{score(runs, results):.1%}"]
    return f"| {' | '.join(map(str, columns))} |"


def _cause(problem: str | None) -> str:
    """Return what killed a mutant, as a column of the table."""
    if problem is None:
        return "none"
    for words, cause in (
        ("the shown output is not", "output"),
        ("exit code", "output"),  # A check whose assertion failed.
        ("it warns", "warning"),
        ("the time limit", "time"),
    ):
        if words in problem:
            return cause
    return "error"
