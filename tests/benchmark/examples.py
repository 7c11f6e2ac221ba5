"""Run the same examples four ways, and print a table."""

import argparse
import os
import platform
import random
import statistics
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmark.measure import Cost, adopt_orphans, measure
from tests.benchmark.project import KINDS, write_project

_PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
WAYS = {
    "fresh": "a fresh interpreter each",
    "plain": "pytest-codeblocks, one process",
    "ours": "`pytest`",
    "ours-n2": "`pytest -n 2`",
}
FLOOR = "plain"

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
    print(f"{_machine()}. Examples: {options.examples}.\n")
    print("\n".join(table(costs, options.ways, options.sizes)), end="\n\n")
    print("\n".join(added(costs, options.ways, options.sizes)))


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


def table(costs: Costs, ways: list[str], sizes: list[int]) -> list[str]:
    """Return the lines of a Markdown table: a row for each number and way.

    Args:
        costs: What each way took for each number of examples, once for each repeat.
        ways: The ways, in order.
        sizes: The numbers of examples, in order.
    """
    lines = [
        "| Examples | Way | CPU, s: least (median) | Wall, s | Peak memory, GB "
        "| CPU ÷ one process |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size in sizes:
        for way in ways:
            runs = costs[way, size]
            cpu = _least(runs)
            median = statistics.median(run.cpu for run in runs)
            wall = min(run.wall for run in runs)
            memory = statistics.median(run.memory for run in runs) / 1e9
            floor = costs.get((FLOOR, size))
            ratio = f"{cpu / _least(floor):.2f}" if floor else "–"
            lines.append(
                f"| {size} | {WAYS[way]} | {cpu:.1f} ({median:.1f}) | {wall:.1f} "
                f"| {memory:.1f} | {ratio} |"
            )
    return lines


def added(costs: Costs, ways: list[str], sizes: list[int]) -> list[str]:
    """Return the lines of a Markdown table: what one more example costs.

    Args:
        costs: What each way took for each number of examples, once for each repeat.
        ways: The ways, in order.
        sizes: The numbers of examples, in order: at least three for a flatness.
    """
    if len(sizes) < 3:
        return []
    first, middle, last = sizes[0], sizes[len(sizes) // 2], sizes[-1]
    lines = [
        f"| Way | CPU of one more example, s | {middle}–{last} ÷ {first}–{middle} |",
        "|---|---:|---:|",
    ]
    for way in ways:
        cpu = {size: _least(costs[way, size]) for size in sizes}
        early = (cpu[middle] - cpu[first]) / (middle - first)
        late = (cpu[last] - cpu[middle]) / (last - middle)
        slope = (cpu[last] - cpu[first]) / (last - first)
        lines.append(f"| {WAYS[way]} | {slope:.2f} | {late / early:.2f} |")
    return lines


def _least(runs: list[Cost]) -> float:
    return min(run.cpu for run in runs)


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    packages = [f"{name} {version(name)}" for name in ("keras", "tensorflow", "pytest")]
    cores = len(os.sched_getaffinity(0))
    return (
        f"{processor}, {cores} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {', '.join(packages)}, "
        f"{date.today().isoformat()}"
    )


if __name__ == "__main__":
    main()
