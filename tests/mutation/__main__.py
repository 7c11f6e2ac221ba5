"""The command: `python -m tests.mutation [page…]`."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

from docs._engine.core.cli import positive_integer
from docs._engine.core.paths import ROOT, find_pages
from docs._engine.pages.checks import CHECKS
from docs._engine.pages.page import PageError
from tests.mutation.report import (
    TARGET,
    find_survivors,
    score,
    score_table,
    survivor_list,
)
from tests.mutation.results import Results
from tests.mutation.survivors import (
    AcceptedSurvivor,
    is_accepted,
    load_accepted,
    miscounted,
)
from tests.mutation.targets import MutantRun, find_runs

CACHE = ROOT / ".cache" / "mutants.jsonl"


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code.

    0: enough mutants died, and every survivor is accepted; 1: not so; 2: a program
    fails without a change, or a file cannot be read; 130: interrupted.
    """
    options = _options().parse_args(arguments)
    try:
        entries = load_accepted()
        files = [path.resolve() for path in options.pages] or default_targets()
        runs = [run for path in files for run in find_runs(path, ROOT)]
    except (ValueError, OSError, SyntaxError, PageError) as error:
        print(error, file=sys.stderr)
        return 2
    results = Results(CACHE)
    unchanged = [run for run in runs if not run.change]
    mutants = [run for run in runs if run.change]
    try:
        _run("unchanged", unchanged, results, options)
        if broken := [run for run in unchanged if results[run]]:
            for run in broken:
                print(f"{run.location}: it fails unchanged: {results[run]}")
            return 2
        _run("mutants", mutants, results, options)
    except KeyboardInterrupt:
        print("Interrupted. The next run goes on from here.", file=sys.stderr)
        return 130
    return _report(mutants, results, entries)


def default_targets() -> list[Path]:
    """Return all pages and files of checks."""
    return [*find_pages(), *sorted((ROOT / CHECKS).glob("test_*.py"))]


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation",
        description=(
            "Change one thing at a time in examples and checks, and report which "
            "changes nothing notices. No file is edited; results are kept in .cache, "
            "so that only what changed runs again."
        ),
    )
    parser.add_argument(
        "pages",
        nargs="*",
        type=Path,
        metavar="page",
        help="a page or a file of checks; all of them unless given",
    )
    parser.add_argument(
        "-n",
        type=positive_integer,
        default=1,
        dest="workers",
        metavar="COUNT",
        help="mutants that run side by side",
    )
    parser.add_argument(
        "--time-limit",
        type=positive_integer,
        default=180,
        metavar="SECONDS",
        help="time for one mutant; one that takes longer counts as killed",
    )
    return parser


def _run(
    name: str, runs: list[MutantRun], results: Results, options: argparse.Namespace
) -> None:
    """Run programs behind a progress bar; those with a known result count as done."""
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        new = results.without_result(runs)
        known = len(runs) - len(new)
        task = progress.add_task(name, total=len(runs), completed=known)
        for _ in results.run(new, options.workers, options.time_limit):
            progress.advance(task)


def _report(
    mutants: list[MutantRun], results: Results, entries: list[AcceptedSurvivor]
) -> int:
    survivors = find_survivors(mutants, results)
    files = {run.file for run in mutants}
    problems = miscounted([e for e in entries if e.file in files], survivors)
    print(score_table(mutants, results))
    print(survivor_list(survivors, entries))
    print("\n".join(problems))
    accepted_all = all(is_accepted(run, entries) for run in survivors)
    enough = score(mutants, results) >= TARGET
    return 0 if enough and accepted_all and not problems else 1


if __name__ == "__main__":
    sys.exit(main())
