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

from tests.benchmark.cost import Cost, adopt_orphans, best, measure
from tests.benchmark.machine import describe_machine
from tests.benchmark.project import WORKLOADS, write_project

PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
BASELINE = "plain"
RUNNERS = {
    BASELINE: "pytest-codeblocks, one process",
    "fresh": "a fresh interpreter each",
    "ours": "`pytest`",
    "ours-n2": "`pytest -n 2`",
}

Costs = dict[tuple[str, int], list[Cost]]
"""What each runner took for each number of examples, once for each repeat."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmark.examples", description=__doc__
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 40, 80])
    parser.add_argument("--runners", nargs="+", choices=RUNNERS, default=list(RUNNERS))
    parser.add_argument("--workload", choices=WORKLOADS, default=WORKLOADS[0])
    parser.add_argument(
        "--repeats",
        type=int,
        default=3,
        help="runs of each; fresh interpreters are slow and run once",
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
    machine = describe_machine(("keras", "tensorflow", "pytest"))
    print(f"{machine}. Examples: {options.workload}.\n")
    print("\n".join(render_costs(costs, runners, options.sizes)), end="\n\n")
    print("\n".join(render_slopes(costs, runners, options.sizes)))


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


def render_costs(costs: Costs, runners: list[str], sizes: list[int]) -> list[str]:
    """Return the lines of a Markdown table: a row for each size and runner."""
    lines = [
        "| Examples | Runner | CPU, s: best (median) | Wall, s | Peak memory, GB "
        "| CPU ÷ one process |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for size in sizes:
        for runner in runners:
            runs = costs[runner, size]
            cpu = best(runs).cpu
            median = statistics.median(run.cpu for run in runs)
            wall = min(run.wall for run in runs)
            memory = statistics.median(run.memory for run in runs) / 1e9
            ratio = cpu / best(costs[BASELINE, size]).cpu
            lines.append(
                f"| {size} | {RUNNERS[runner]} | {cpu:.1f} ({median:.1f}) "
                f"| {wall:.1f} | {memory:.1f} | {ratio:.2f} |"
            )
    return lines


def render_slopes(costs: Costs, runners: list[str], sizes: list[int]) -> list[str]:
    """Return the lines of a Markdown table: what one more example costs.

    Two columns show whether the cost grows: CPU for one more among the first examples,
    and among the last. Fewer than three sizes show nothing.
    """
    if len(sizes) < 3:
        return []
    first, middle, last = sizes[0], sizes[len(sizes) // 2], sizes[-1]
    lines = [
        f"| Runner | CPU of one more example, s | {middle}–{last} ÷ {first}–{middle} |",
        "|---|---:|---:|",
    ]
    for runner in runners:
        cpu = {size: best(costs[runner, size]).cpu for size in sizes}
        early = (cpu[middle] - cpu[first]) / (middle - first)
        late = (cpu[last] - cpu[middle]) / (last - middle)
        slope = (cpu[last] - cpu[first]) / (last - first)
        lines.append(f"| {RUNNERS[runner]} | {slope:.2f} | {late / early:.2f} |")
    return lines


if __name__ == "__main__":
    main()
