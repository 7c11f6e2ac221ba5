"""Benchmark of examples in a process each: `python -m tests.benchmark.examples`.

Runs the same examples in several ways. The rival is pytest-codeblocks alone, which runs
all of them in one process, where they can disturb each other.
"""

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmark.cost import Cost, adopt_orphans, best, measure
from tests.benchmark.project import WORKLOADS, write_project
from tests.benchmark.results import report

PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
BASELINE = "plain"
RUNNERS = BASELINE, "fresh", "ours", "ours-n2"
"""One process; a fresh interpreter each; our pytest, with one worker and with two."""

Costs = dict[tuple[str, int], list[Cost]]
"""What each runner took for each number of examples, once for each repeat."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmark.examples", description=__doc__
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 40, 80])
    parser.add_argument("--runners", nargs="+", choices=RUNNERS, default=RUNNERS)
    parser.add_argument("--workload", choices=WORKLOADS, default=WORKLOADS[0])
    parser.add_argument(
        "--repeats",
        type=int,
        default=3,
        help="runs of each; fresh interpreters are slow and run once",
    )
    parser.add_argument(
        "--save", action="store_true", help="write docs/_data/benchmarks/examples.json"
    )
    options = parser.parse_args()
    runners = [name for name in RUNNERS if name in (BASELINE, *options.runners)]
    adopt_orphans()
    costs: Costs = {}
    for repeat in range(options.repeats):
        runs = [
            (runner, size)
            for runner in runners
            for size in options.sizes
            if repeat == 0 or runner != "fresh"
        ]
        # In another order each time, so that other load does not always hit the same.
        random.shuffle(runs)
        for runner, size in runs:
            cost = run_examples(runner, options.workload, size)
            costs.setdefault((runner, size), []).append(cost)
            print(f"{runner} {size}: {cost.cpu:.1f} CPU-s", file=sys.stderr, flush=True)
    results = summarize(costs, runners, options.sizes)
    report("examples", {"workload": options.workload, **results}, options.save)


def run_examples(runner: str, workload: str, size: int) -> Cost:
    """Write a project with as many examples, run them, and return what that took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        write_project(folder, workload, size)
        programs = sorted((folder / "programs").glob("*.py"))
        commands = {
            BASELINE: [[*PYTEST, "-o", "addopts=", "--codeblocks", "docs"]],
            "fresh": [[sys.executable, str(program)] for program in programs],
            "ours": [[*PYTEST, "docs"]],
            "ours-n2": [[*PYTEST, "-n", "2", "docs"]],
        }
        return measure(commands[runner], folder)


def summarize(costs: Costs, runners: list[str], sizes: list[int]) -> dict[str, Any]:
    """Return seconds, gigabytes, and the ratio to the baseline.

    Args:
        costs: What each runner took for each number of examples.
        runners: The runners, in order.
        sizes: The numbers of examples, in order: at least three for what one more
            example costs, and whether that grows.
    """
    results: dict[str, Any] = {}
    for size in sizes:
        baseline = best(costs[BASELINE, size]).cpu
        results[str(size)] = {
            runner: {
                "cpu": round(best(runs).cpu, 1),
                "median": round(statistics.median(run.cpu for run in runs), 1),
                "wall": round(min(run.wall for run in runs), 1),
                "memory": round(statistics.median(run.memory for run in runs) / 1e9, 1),
                "ratio": round(best(runs).cpu / baseline, 2),
            }
            for runner in runners
            for runs in [costs[runner, size]]
        }
    if len(sizes) > 2:
        results["one more"] = {each: _one_more(costs, each, sizes) for each in runners}
    return results


def _one_more(costs: Costs, runner: str, sizes: list[int]) -> dict[str, float]:
    first, middle, last = sizes[0], sizes[len(sizes) // 2], sizes[-1]
    cpu = {size: best(costs[runner, size]).cpu for size in sizes}
    early = (cpu[middle] - cpu[first]) / (middle - first)
    late = (cpu[last] - cpu[middle]) / (last - middle)
    slope = (cpu[last] - cpu[first]) / (last - first)
    return {"cpu": round(slope, 2), "growth": round(late / early, 2)}


if __name__ == "__main__":
    main()
