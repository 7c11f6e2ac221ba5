"""The command: `python -m tests.mutation [page…]`."""

import argparse
import sys
from pathlib import Path

from docs._engine.core.cli import positive_integer
from docs._engine.core.paths import ROOT, find_pages
from docs._engine.pages.checks import CHECKS
from docs._engine.pages.page import PageError
from tests.mutation.results import Results
from tests.mutation.survivors import (
    AcceptedSurvivor,
    find_survivors,
    load_accepted,
    miscounted,
    score,
)
from tests.mutation.targets import MutantRun, find_runs

TARGET = 0.95
"""Share of the mutants that must be killed when everything runs."""
EVERYTHING = [*find_pages(), *sorted((ROOT / CHECKS).glob("test_*.py"))]


def main() -> int:
    """Run the command and return its exit code.

    0: every survivor is accepted, and of all mutants enough died; 1: not so; 2: a
    program fails without a change, or a file cannot be read; 130: interrupted.
    """
    options = _options()
    try:
        entries = load_accepted()
        runs = [run for path in options.pages for run in find_runs(path.resolve())]
    except (ValueError, OSError, SyntaxError, PageError) as error:
        print(error, file=sys.stderr)
        return 2
    results = Results()
    unchanged = [run for run in runs if not run.change]
    mutants = [run for run in runs if run.change]
    try:
        results.run("unchanged", unchanged, options.workers)
        if broken := [run for run in unchanged if results[run]]:
            for run in broken:
                print(f"{run.location}: it fails unchanged: {results[run]}")
            return 2
        results.run("mutants", mutants, options.workers)
    except KeyboardInterrupt:
        print("Interrupted. The next run goes on from here.", file=sys.stderr)
        return 130
    least = TARGET if options.pages == EVERYTHING else 0
    return 0 if report(mutants, results, entries, least) else 1


def report(
    mutants: list[MutantRun],
    results: Results,
    entries: list[AcceptedSurvivor],
    least: float = 0,
) -> bool:
    """Print scores and survivors; return whether all is as it should be.

    Args:
        mutants: The mutants that were run.
        results: Their results.
        entries: The survivors that are accepted.
        least: Share of the mutants that must be killed. A snippet that several pages
            show needs the others to notice some changes, so part of the pages has none.
    """
    for page in dict.fromkeys(run.page for run in mutants):
        shown = [run for run in mutants if run.page == page]
        print(f"{page}: {score(shown, results):.1%} of {len(shown)} mutants killed")
    survivors = find_survivors(mutants, results)
    accepted = {entry.mutant for entry in entries}
    unknown = [run for run in survivors if run.mutant not in accepted]
    for run in survivors:
        note = "SURVIVED" if run in unknown else "accepted"
        print(f"{note} {run.location}: {run.change}\n    {run.source}")
    files = {run.file for run in mutants}
    wrong = miscounted([each for each in entries if each.file in files], survivors)
    total = score(mutants, results)
    needed = f"; {least:.0%} must be" if least else ""
    print(*wrong, f"{total:.1%} of all mutants killed{needed}", sep="\n")
    return total >= least and not unknown and not wrong


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation",
        description=(
            "Change one thing at a time in examples and checks, and report the changes "
            "that nothing notices. No file is edited. Results are stored in .cache, so "
            "only what has changed since the last time runs again."
        ),
    )
    parser.add_argument(
        "pages",
        nargs="*",
        type=Path,
        default=EVERYTHING,
        metavar="page",
        help="a page or a file of checks; all of them by default",
    )
    parser.add_argument(
        "-n",
        type=positive_integer,
        default=1,
        dest="workers",
        metavar="COUNT",
        help="mutants that run side by side",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
