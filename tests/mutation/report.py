"""Say how many mutants were killed, where, and which survived."""

from collections import Counter
from collections.abc import Mapping

from tests.mutation.survivors import Survivor, is_accepted
from tests.mutation.targets import Trial

TARGET = 0.95
"""Share of the mutants that must be killed."""


def score_table(trials: list[Trial], results: Mapping[Trial, str | None]) -> str:
    """Return a Markdown table: one row for each page, and one for all together."""
    rows = [
        "| page | mutants | by output | by error | by warning | by time limit "
        "| survived | score |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    pages = sorted({trial.page for trial in trials})
    for page in pages:
        rows.append(_row(page, [t for t in trials if t.page == page], results))
    if len(pages) > 1:
        rows.append(_row("all", trials, results))
    return "\n".join(rows)


def survivor_list(survivors: list[Trial], entries: list[Survivor]) -> str:
    """Return two lines for each survivor: place and change, and the line changed."""
    lines = []
    for trial in survivors:
        note = "accepted" if is_accepted(trial, entries) else "SURVIVED"
        lines.append(f"{note} {trial.place}: {trial.change}\n    {trial.source}")
    return "\n".join(lines)


def unnoticed(trials: list[Trial], results: Mapping[Trial, str | None]) -> list[Trial]:
    """Return the survivors, but for those that another page with the snippet kills."""
    noticed = {trial.mistake for trial in trials if results[trial] is not None}
    return [trial for trial in trials if trial.mistake not in noticed]


def score(trials: list[Trial], results: Mapping[Trial, str | None]) -> float:
    """Return the share of mistakes that are noticed; 1 if there is none to notice.

    A snippet that several pages show is one program: what one page notices is noticed.
    """
    mistakes = {trial.mistake for trial in trials}
    alive = {trial.mistake for trial in unnoticed(trials, results)}
    return 1 - len(alive) / len(mistakes) if mistakes else 1.0


def _row(page: str, trials: list[Trial], results: Mapping[Trial, str | None]) -> str:
    kinds = Counter(_kind(results[trial]) for trial in trials)
    counts = [kinds[kind] for kind in ("output", "error", "warning", "time", "none")]
    cells = [page, len(trials), *counts, f"{score(trials, results):.1%}"]
    return f"| {' | '.join(map(str, cells))} |"


def _kind(problem: str | None) -> str:
    if problem is None:
        return "none"
    for words, kind in (
        ("the shown output is not", "output"),
        ("exit code", "output"),  # A check whose assertion failed.
        ("it warns", "warning"),
        ("the time limit", "time"),
    ):
        if words in problem:
            return kind
    return "error"
