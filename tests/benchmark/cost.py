"""CPU, time and memory of a command and of every process that it starts."""

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

MEMORY_INTERVAL = 0.25
"""Seconds between two looks at the memory."""
PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a run took."""

    cpu: float
    """Seconds of CPU, user and system, of all processes together."""
    wall: float
    """Seconds from the start to the end of the last process."""
    memory: int
    """Largest sum of the proportional set sizes that was seen, in bytes."""


def best(costs: list[Cost]) -> Cost:
    """Return the run that took the least CPU."""
    return min(costs, key=lambda cost: cost.cpu)


def adopt_orphans() -> None:
    """Become the parent of every process whose own parent has ended.

    The server that forks the examples outlives pytest by a moment. Only its parent
    learns what it and all examples took.

    Raises:
        SystemExit: This is not Linux.
    """
    if sys.platform != "linux":
        sys.exit("Benchmarks need Linux: only there can they wait for all processes.")
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def measure(commands: list[list[str]], folder: Path) -> Cost:
    """Run commands one after the other, and wait for everything they started.

    Args:
        commands: The commands.
        folder: Where they run.

    Raises:
        SystemExit: A command failed.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, memory = time.monotonic(), 0
    for command in commands:
        with (folder / "log").open("w+b") as log:
            process = subprocess.Popen(
                command, cwd=folder, stdout=log, stderr=subprocess.STDOUT
            )
            memory = max(memory, _wait_for_all(process))
            if process.returncode:
                log.seek(0)
                sys.exit(f"{command} failed:\n{log.read().decode()}")
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return Cost(user + system, wall, memory)


def _wait_for_all(process: subprocess.Popen) -> int:
    """Wait until there is no child, own or adopted; return the peak of memory."""
    memory, next_look = 0, 0.0
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return memory
        if pid == process.pid:
            process.returncode = os.waitstatus_to_exitcode(status)
        elif pid == 0:
            if time.monotonic() >= next_look:
                memory = max(memory, _memory())
                next_look = time.monotonic() + MEMORY_INTERVAL
            time.sleep(0.005)


def _memory() -> int:
    """Return the memory of all descendants; a page that n share counts n times 1/n."""
    memory = 0
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            memory += process.memory_full_info().pss
    return memory
