"""Benchmark of builds and edits of this site: `python -m tests.benchmark.build`.

The rival is bare Material for MkDocs: the same pages and settings without our
extensions and hooks. What only they understand stays as text.
"""

import argparse
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

from tests.benchmark.cost import Cost, adopt_orphans, best, measure
from tests.benchmark.results import report
from tests.support.server import find_free_port
from tests.support.site_copy import write_site_copy

MKDOCS = [sys.executable, "-m", "mkdocs"]
BASELINE, OURS, FIRST = "bare", "ours", "ours, first"
SERVERS = {
    BASELINE: (BASELINE, []),
    "bare, dirty": (BASELINE, ["--dirty"]),
    OURS: (OURS, []),
}
"""The site that is served and more arguments of `mkdocs serve`, by name."""
EDITED_PAGE = "dropout/seeds"


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        "python -m tests.benchmark.build", description=__doc__
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--edits", type=int, default=10, help="0: serve nothing")
    parser.add_argument(
        "--save", action="store_true", help="write docs/_data/benchmarks/build.json"
    )
    options = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        sites = {
            (kind, size): Path(name).resolve() / f"{kind}{size}"
            for kind in (BASELINE, OURS)
            for size in (*options.sizes, None)
        }
        for (kind, size), folder in sites.items():
            folder.mkdir()
            write_site_copy(folder, size, engine=kind == OURS)
        costs = measure_builds(sites, options.sizes, options.repeats)
        results = summarize(costs, options.sizes)
        if options.edits:
            results["edit"] = {
                server: summarize_edits(
                    measure_edits(sites[kind, None], arguments, options.edits)
                )
                for server, (kind, arguments) in SERVERS.items()
            }
            for entry in results["edit"].values():
                baseline = results["edit"][BASELINE]["median"]
                entry["ratio"] = round(entry["median"] / baseline, 2)
    report("build", results, options.save)


def measure_builds(
    sites: dict[tuple[str, int | None], Path], sizes: list[int], repeats: int
) -> dict[tuple[str, int], list[Cost]]:
    """Return what builds took, by kind of site and number of pages.

    The first build of our site, which draws what later builds take from the cache, is a
    kind of its own.
    """
    costs = {(FIRST, size): [build(sites[OURS, size])] for size in sizes}
    # Short builds run more often, so that one of them meets a quiet moment.
    runs = [
        (kind, size)
        for kind in (BASELINE, OURS)
        for size in sizes
        for _ in range(max(1, 50 // size))
    ]
    for _ in range(repeats):
        # In another order each time, so that other load does not always hit the same.
        random.shuffle(runs)
        for run in runs:
            costs.setdefault(run, []).append(build(sites[run]))
            print(*run, costs[run][-1], file=sys.stderr, flush=True)
    return costs


def build(folder: Path) -> Cost:
    """Build a site, and return what that took."""
    return measure([[*MKDOCS, "build", "-q", "-d", str(folder / "site")]], folder)


def measure_edits(folder: Path, arguments: list[str], number: int) -> list[float]:
    """Serve a site, and return the seconds from each edit of a page to its HTML.

    Args:
        folder: The site.
        arguments: More arguments of `mkdocs serve`.
        number: How many edits.
    """
    host = f"127.0.0.1:{find_free_port()}"
    address, page = f"http://{host}/{EDITED_PAGE}/", folder / f"docs/{EDITED_PAGE}.md"
    times = []
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*MKDOCS, "serve", "--dev-addr", host, *arguments],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        load(address, server)
        for _ in range(number):
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
    return times


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


def summarize(
    costs: dict[tuple[str, int], list[Cost]], sizes: list[int]
) -> dict[str, dict[str, Any]]:
    """Return seconds, and the ratio to the bare site, for each number of pages."""
    results = {}
    for size in sizes:
        bare, ours = best(costs[BASELINE, size]), best(costs[OURS, size])
        results[str(size)] = {
            "bare cpu": round(bare.cpu, 1),
            "cpu": round(ours.cpu, 1),
            "ratio": round(ours.cpu / bare.cpu, 2),
            "bare wall": round(bare.wall, 1),
            "wall": round(ours.wall, 1),
            "empty cache cpu": round(costs[FIRST, size][0].cpu, 1),
        }
    return results


def summarize_edits(seconds: list[float]) -> dict[str, float]:
    """Return the shortest and the median time from an edit to the page."""
    return {
        "least": round(min(seconds), 2),
        "median": round(statistics.median(seconds), 2),
    }


if __name__ == "__main__":
    main()
