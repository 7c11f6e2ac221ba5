"""Benchmark of builds and edits of this site: `python -m tests.benchmark.build`.

The rival is bare Material for MkDocs: the same pages and settings without our
extensions and hooks. What only they understand stays as text.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from tests.benchmark.measurement import make_parser, measure, measure_runs, report
from tests.support.server import find_free_port
from tests.support.site_copy import write_site_copy

MKDOCS = [sys.executable, "-m", "mkdocs"]
BASELINE, OURS = "bare", "ours"
SERVERS = {
    BASELINE: (BASELINE, []),
    "bare, dirty": (BASELINE, ["--dirty"]),
    OURS: (OURS, []),
}
"""The site that is served and more arguments of `mkdocs serve`, by name."""
EDITED_PAGE = "dropout/seeds"
EDITS = 10


def main() -> None:
    """Run the command."""
    options = make_parser("build", [10, 100, 1000]).parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        results = {
            str(size): compare_builds(write_sites(folder, size), options.repeats)
            for size in options.sizes
        }
        sites = write_sites(folder, None)
        edits = {
            server: measure_edits(sites[kind], arguments)
            for server, (kind, arguments) in SERVERS.items()
        }
    for seconds in edits.values():
        seconds["ratio"] = round(seconds["median"] / edits[BASELINE]["median"], 2)
    results["edit"] = edits
    report("build", results, options.save)


def write_sites(folder: Path, size: int | None) -> dict[str, Path]:
    """Write the bare site and ours; None is all pages, each once."""
    sites = {kind: folder / f"{kind}{size}" for kind in (BASELINE, OURS)}
    for kind, site in sites.items():
        site.mkdir()
        write_site_copy(site, size, engine=kind == OURS)
    return sites


def compare_builds(sites: dict[str, Path], repeats: int) -> dict[str, Any]:
    """Return the seconds of the bare site and of ours, and their ratio.

    The first build of our site, which draws what later builds take from the cache, is
    a number of its own.
    """
    command = [*MKDOCS, "build", "-q", "-d", "site"]
    first = measure(command, sites[OURS])
    costs = measure_runs({kind: (command, sites[kind]) for kind in sites}, repeats)
    bare, ours = min(costs[BASELINE]), min(costs[OURS])
    return {
        "bare cpu": round(bare.cpu, 1),
        "cpu": round(ours.cpu, 1),
        "ratio": round(ours.cpu / bare.cpu, 2),
        "bare wall": round(bare.wall, 1),
        "wall": round(ours.wall, 1),
        "empty cache cpu": round(first.cpu, 1),
    }


def measure_edits(folder: Path, arguments: list[str]) -> dict[str, float]:
    """Serve a site, and return the seconds from edits of a page to its HTML."""
    host = f"127.0.0.1:{find_free_port()}"
    address, page = f"http://{host}/{EDITED_PAGE}/", folder / f"docs/{EDITED_PAGE}.md"
    times = []
    command = [*MKDOCS, "serve", "--quiet", "--dev-addr", host, *arguments]
    server = subprocess.Popen(command, cwd=folder)
    try:
        load(address, server)
        for _ in range(EDITS):
            text = f"edit{time.monotonic_ns()}"
            # MkDocs looks at the files once in a while; this is any moment between.
            time.sleep(1 + random.random())  # noqa: S311
            with page.open("a", encoding="utf-8") as file:
                file.write(f"\n{text}\n")
            start = time.monotonic()
            while text not in load(address, server):
                time.sleep(0.02)
            times.append(time.monotonic() - start)
    finally:
        server.terminate()
        server.wait()
    return {
        "least": round(min(times), 2),
        "median": round(statistics.median(times), 2),
    }


def load(address: str, server: subprocess.Popen) -> str:
    """Return a page once the server answers.

    Raises:
        SystemExit: The server ended.
    """
    while True:
        try:
            with urlopen(address, timeout=120) as answer:  # noqa: S310
                return answer.read().decode()
        except URLError:
            if server.poll() is not None:
                sys.exit("mkdocs serve ended.")
            time.sleep(0.1)


if __name__ == "__main__":
    main()
