"""Description of the machine and the versions that a benchmark ran with."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path


def describe_machine(packages: tuple[str, ...]) -> str:
    """Return processor, system, Python, versions of packages, and the date."""
    processor = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            processor = line.partition(":")[2].strip()
            break
    parts = [
        processor,
        f"{len(os.sched_getaffinity(0))} cores",
        platform.system(),
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in packages),
        date.today().isoformat(),
    ]
    return ", ".join(parts)
