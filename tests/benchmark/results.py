"""Results of the benchmarks, which docs/contributing/benchmarks.md shows."""

import json
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docs._engine.core.paths import write_atomically
from docs._engine.core.results import DATA

PACKAGES = "keras", "tensorflow", "pytest", "mkdocs"


def report(name: str, results: dict[str, Any], save: bool) -> None:
    """Print results, with the machine and the day, and save them if asked to.

    Args:
        name: The file in docs/_data/benchmarks, without its ending.
        results: What was measured, in the groups that the page refers to.
        save: Whether to write the file.
    """
    results = {"machine": machine(), "date": date.today().isoformat(), **results}
    text = json.dumps({"results": results}, indent=1, ensure_ascii=False) + "\n"
    print(text, end="")
    if save:
        write_atomically(DATA / "benchmarks" / f"{name}.json", text)


def machine() -> str:
    """Return the processor, its cores, and the versions of what was measured."""
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{processor}, {len(os.sched_getaffinity(0))} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}"
    )
