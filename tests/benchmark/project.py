"""Project with as many small Keras examples as wanted."""

import shutil
from pathlib import Path

from docs._engine.core.paths import ROOT

EXAMPLES_PER_PAGE = 10

PROGRAMS = {
    "calls": (
        """\
        import keras
        import numpy as np

        model = keras.Sequential(
            [
                keras.Input(({n},)),
                keras.layers.Dense(
                    4, kernel_initializer="ones", kernel_regularizer="l2"
                ),
                keras.layers.Dropout(0.5),
            ]
        )
        print(model(np.ones((2, {n}))).shape)
        print(f"penalty {{float(sum(model.losses)):.2f}}")
        """,
        "(2, 4)\npenalty {penalty:.2f}\n",
    ),
    "training": (
        """\
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
        """,
        "epochs 5\n",
    ),
}
WORKLOADS = ("mixed", *PROGRAMS)
"""Models that are called, models that are trained, or both in turn as on this site."""


def render_programs(workload: str, count: int) -> list[tuple[str, str]]:
    """Return different programs that can also share a process, and what they print.

    Args:
        workload: One of `WORKLOADS`.
        count: How many.
    """
    names = list(PROGRAMS) if workload == "mixed" else [workload]
    examples = []
    for index in range(count):
        code, output = PROGRAMS[names[index % len(names)]]
        n = 8 + index
        # l2 is 0.01 for each squared weight, and all are 1.
        values = {"n": n, "penalty": 0.01 * 4 * n}
        lines = [line.removeprefix(" " * 8) for line in code.splitlines()]
        program = "\n".join(lines) + "\n"
        examples.append((program.format(**values), output.format(**values)))
    return examples


def write_project(folder: Path, workload: str, count: int) -> None:
    """Write mkdocs.yml, pyproject.toml, the pages, and each program as a file.

    Args:
        folder: An empty folder.
        workload: One of `WORKLOADS`.
        count: How many examples.
    """
    # The project has this site's Markdown extensions and this site's pytest options.
    for name in "mkdocs.yml", "pyproject.toml":
        shutil.copy(ROOT / name, folder)
    for name in "docs", "snippets", "programs":
        (folder / name).mkdir()
    blocks = []
    for index, (program, output) in enumerate(render_programs(workload, count)):
        (folder / "programs" / f"{index:03}.py").write_text(program, "utf-8")
        blocks.append(
            f"```python\n{program}```\n\n"
            f"<!--pytest-codeblocks:expected-output-->\n\n```text\n{output}```\n"
        )
    for start in range(0, count, EXAMPLES_PER_PAGE):
        text = "\n".join(["# Examples\n", *blocks[start : start + EXAMPLES_PER_PAGE]])
        (folder / "docs" / f"page{start:03}.md").write_text(text, "utf-8")
