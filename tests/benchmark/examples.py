"""Benchmark of examples in a process each: `python -m tests.benchmark.examples`.

Runs the same examples in several ways. The rival is pytest-codeblocks alone, which runs
all of them in one process, where they can disturb each other.
"""

import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from docs._engine.core.paths import ROOT
from tests.benchmark.measurement import Cost, make_parser, measure_runs, report

CALL = """\
import keras
import numpy as np

model = keras.Sequential(
    [
        keras.Input(({n},)),
        keras.layers.Dense(4, kernel_initializer="ones", kernel_regularizer="l2"),
        keras.layers.Dropout(0.5),
    ]
)
print(model(np.ones((2, {n}))).shape)
print(f"penalty {{float(sum(model.losses)):.2f}}")
"""
TRAINING = """\
import keras
import numpy as np

x = np.ones(({n}, 8))
model = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(4, kernel_regularizer="l1"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer="adam", loss="mse")
history = model.fit(x, x[:, :1], epochs=5, verbose=0).history
print("epochs", len(history["loss"]))
"""
OUTPUTS = {CALL: "(2, 4)\npenalty {penalty:.2f}\n", TRAINING: "epochs 5\n"}
WORKLOADS = {"mixed": [CALL, TRAINING], "calls": [CALL], "training": [TRAINING]}
"""Models that are called, models that are trained, or both in turn as on this site."""
EXAMPLES_PER_PAGE = 10

PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
BASELINE, FRESH = "plain", "fresh"
FRESH_INTERPRETERS = 'for program in programs/*.py; do "$0" "$program"; done'
RUNNERS = {
    BASELINE: [*PYTEST, "-o", "addopts=", "--codeblocks", "docs"],
    FRESH: ["sh", "-ec", FRESH_INTERPRETERS, sys.executable],
    "ours": [*PYTEST, "-n", "0", "docs"],
    "ours-n2": [*PYTEST, "-n", "2", "docs"],
}
"""One process; a fresh interpreter each; our pytest, with one worker and with two."""


def main() -> None:
    """Run the command."""
    parser = make_parser("examples", [20, 40, 80])
    parser.add_argument("--workload", choices=WORKLOADS, default="mixed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        projects = {size: Path(scratch, str(size)).resolve() for size in options.sizes}
        for size, folder in projects.items():
            write_project(folder, options.workload, size)
        runs = {
            (runner, size): (command, folder)
            for runner, command in RUNNERS.items()
            for size, folder in projects.items()
        }
        # Fresh interpreters are slow, and run once.
        slow = {key: runs.pop(key) for key in [*runs] if key[0] == FRESH}
        costs = measure_runs(slow, 1) | measure_runs(runs, options.repeats)
    results = summarize(costs, options.sizes)
    report("examples", {"workload": options.workload, **results}, options.save)


def write_project(folder: Path, workload: str, count: int) -> None:
    """Write a project with different examples that can also share a process.

    It has this site's Markdown extensions and pytest options, pages, and each program
    as a file.
    """
    for name in "docs", "snippets", "programs":
        (folder / name).mkdir(parents=True)
    for name in "mkdocs.yml", "pyproject.toml":
        shutil.copy(ROOT / name, folder)
    pages: dict[int, str] = defaultdict(lambda: "# Examples\n")
    programs = WORKLOADS[workload]
    for index in range(count):
        program = programs[index % len(programs)]
        n = 8 + index
        # l2 is 0.01 for each squared weight, and all are 1.
        output = OUTPUTS[program].format(penalty=0.01 * 4 * n)
        code = program.format(n=n)
        (folder / "programs" / f"{index:03}.py").write_text(code, "utf-8")
        pages[index // EXAMPLES_PER_PAGE] += (
            f"\n```python\n{code}```\n\n"
            f"<!--pytest-codeblocks:expected-output-->\n\n```text\n{output}```\n"
        )
    for number, text in pages.items():
        (folder / "docs" / f"page{number:03}.md").write_text(text, "utf-8")


def summarize(
    costs: dict[tuple[str, int], list[Cost]], sizes: list[int]
) -> dict[str, Any]:
    """Return seconds, gigabytes, and the ratio to the baseline.

    Three sizes, in order, also give the cost of one more example, and its growth.
    """
    results: dict[str, Any] = {str(size): {} for size in sizes}
    least = {run: min(several).cpu for run, several in costs.items()}
    for (runner, size), several in costs.items():
        results[str(size)][runner] = {
            "cpu": round(least[runner, size], 1),
            "median": round(statistics.median(cost.cpu for cost in several), 1),
            "wall": round(min(cost.wall for cost in several), 1),
            "memory": round(max(cost.memory for cost in several) / 1e9, 1),
            "ratio": round(least[runner, size] / least[BASELINE, size], 2),
        }
    if len(sizes) > 2:
        first, middle, last = sizes[0], sizes[len(sizes) // 2], sizes[-1]
        results["one more"] = {}
        for runner in RUNNERS:
            few, some, many = (least[runner, size] for size in (first, middle, last))
            early = (some - few) / (middle - first)
            late = (many - some) / (last - middle)
            results["one more"][runner] = {
                "cpu": round((many - few) / (last - first), 2),
                "growth": round(late / early, 2),
            }
    return results


if __name__ == "__main__":
    main()
