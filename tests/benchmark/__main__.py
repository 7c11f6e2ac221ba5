"""Cost of a process for each example: `python -m tests.benchmark`.

The same examples run four ways: each in a fresh interpreter, all in one process, and
as this repository runs them, on one core and on two.
"""

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmark.measure import Cost, adopt_orphans, measure
from tests.benchmark.project import KINDS, write_project
from tests.benchmark.results import report

_PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
WAYS = "fresh", "plain", "ours", "ours-n2"
"""A fresh interpreter each; pytest-codeblocks alone, in one process; our pytest."""
BASELINE = "plain"

Costs = dict[tuple[str, int], list[Cost]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark")
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 40, 80])
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--examples", choices=KINDS, default=KINDS[0])
    parser.add_argument(
        "--repeats",
        type=int,
        default=3,
        help="runs of each; a fresh interpreter each is run once, it takes so long",
    )
    parser.add_argument(
        "--save", action="store_true", help="write docs/_data/benchmarks/examples.json"
    )
    options = parser.parse_args()
    adopt_orphans()
    costs: Costs = {}
    for repeat in range(options.repeats):
        runs = [
            (way, size)
            for way in options.ways
            for size in options.sizes
            if repeat == 0 or way != "fresh"
        ]
        # Another order each time: what else the machine does then hits no way more.
        random.shuffle(runs)
        for way, size in runs:
            cost = _run(way, options.examples, size)
            costs.setdefault((way, size), []).append(cost)
            print(f"{way} {size}: {cost.cpu:.1f} CPU-s", file=sys.stderr, flush=True)
    results = summarize(costs, options.ways, options.sizes)
    report("examples", {"examples": options.examples, **results}, options.save)


def _run(way: str, kind: str, size: int) -> Cost:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        write_project(folder, kind, size)
        programs = sorted((folder / "programs").glob("*.py"))
        commands = {
            "fresh": [[sys.executable, str(program)] for program in programs],
            "plain": [[*_PYTEST, "-o", "addopts=", "--codeblocks", "docs"]],
            "ours": [[*_PYTEST, "docs"]],
            "ours-n2": [[*_PYTEST, "-n", "2", "docs"]],
        }
        return measure(commands[way], folder)


def summarize(costs: Costs, ways: list[str], sizes: list[int]) -> dict[str, Any]:
    """Return seconds, gigabytes and ratios for each number of examples and way.

    Args:
        costs: What each way took for each number of examples, once for each repeat.
        ways: The ways, in order.
        sizes: The numbers of examples, in order: at least three for the cost of one
            more example.
    """
    results: dict[str, Any] = {}
    for size in sizes:
        for way in ways:
            runs = costs[way, size]
            entry = {
                "cpu": round(_least(runs), 1),
                "median": round(statistics.median(run.cpu for run in runs), 1),
                "wall": round(min(run.wall for run in runs), 1),
                "memory": round(statistics.median(run.memory for run in runs) / 1e9, 1),
            }
            if baseline := costs.get((BASELINE, size)):
                entry["ratio"] = round(_least(runs) / _least(baseline), 2)
            results.setdefault(str(size), {})[way] = entry
    if len(sizes) > 2:
        results["one more"] = {way: _one_more(costs, way, sizes) for way in ways}
    return results


def _one_more(costs: Costs, way: str, sizes: list[int]) -> dict[str, float]:
    first, middle, last = sizes[0], sizes[len(sizes) // 2], sizes[-1]
    cpu = {size: _least(costs[way, size]) for size in sizes}
    early = (cpu[middle] - cpu[first]) / (middle - first)
    late = (cpu[last] - cpu[middle]) / (last - middle)
    slope = (cpu[last] - cpu[first]) / (last - first)
    return {"cpu": round(slope, 2), "growth": round(late / early, 2)}


def _least(runs: list[Cost]) -> float:
    return min(run.cpu for run in runs)


if __name__ == "__main__":
    main()
