"""Cost of a command and of every process that it starts, and the file of results."""

import argparse
import contextlib
import ctypes
import json
import os
import platform
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import psutil

from docs._engine.core.paths import write_atomically
from docs._engine.core.results import DATA

MEMORY_INTERVAL = 0.25
"""Seconds between two looks at the memory."""
PR_SET_CHILD_SUBREAPER = 36
PACKAGES = "keras", "tensorflow", "pytest", "mkdocs"

Key = TypeVar("Key")


class Cost(NamedTuple):
    """What a run took; the least of several is the one that took the least CPU."""

    cpu: float
    """Seconds of CPU, user and system, of all processes together."""
    wall: float
    """Seconds from the start to the end of the last process."""
    memory: int
    """Largest sum of the proportional set sizes that was seen, in bytes."""


def measure(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder, and wait for everything that it started.

    The server that forks the examples outlives pytest by a moment. Only its parent
    learns what it and all examples took, so this process adopts every orphan.

    Raises:
        SystemExit: The command failed, or this is not Linux.
    """
    if sys.platform != "linux":
        sys.exit("Benchmarks need Linux: only there can they wait for all processes.")
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, memory, this = time.monotonic(), 0, psutil.Process()
    with (folder / "log").open("w+b") as log:
        process = psutil.Popen(
            command, cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
        while children := this.children(recursive=True):
            memory = max(memory, _sum_memory(children))
            psutil.wait_procs([process, *this.children()], timeout=MEMORY_INTERVAL)
        if process.returncode:
            log.seek(0)
            sys.exit(f"{command} failed:\n{log.read().decode()}")
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return Cost(user + system, wall, memory)


def measure_runs(
    runs: dict[Key, tuple[list[str], Path]], repeats: int
) -> dict[Key, list[Cost]]:
    """Measure each command in its folder several times.

    The order changes each time, so that other load does not always hit the same.
    """
    costs: dict[Key, list[Cost]] = {key: [] for key in runs}
    for _ in range(repeats):
        for key in random.sample([*runs], len(runs)):
            costs[key].append(measure(*runs[key]))
            print(key, costs[key][-1], file=sys.stderr, flush=True)
    return costs


def _sum_memory(processes: Iterable[psutil.Process]) -> int:
    """Return the memory of processes; a page that n share counts n times 1/n."""
    memory = 0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            memory += process.memory_full_info().pss
    return memory


def make_parser(name: str, sizes: list[int]) -> argparse.ArgumentParser:
    """Return the options of a benchmark; it measures these sizes by default."""
    parser = argparse.ArgumentParser(f"python -m tests.benchmark.{name}")
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument(
        "--save", action="store_true", help=f"write docs/_data/benchmarks/{name}.json"
    )
    return parser


def report(name: str, results: dict[str, Any], save: bool) -> None:
    """Print results, with the machine and the day, and save them if asked to."""
    models = re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    machine = [
        models[0] if models else platform.machine(),
        f"{len(os.sched_getaffinity(0))} cores",
        platform.system(),
        f"Python {platform.python_version()}",
        *(f"{package} {version(package)}" for package in PACKAGES),
    ]
    results = {
        "machine": ", ".join(machine),
        "date": date.today().isoformat(),
        **results,
    }
    text = json.dumps({"results": results}, indent=1, ensure_ascii=False) + "\n"
    print(text, end="")
    if save:
        write_atomically(DATA / "benchmarks" / f"{name}.json", text)
