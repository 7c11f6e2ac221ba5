"""What this site's extensions and hooks cost: `python -m tests.benchmark.build`.

The same pages are built bare and with all that we add, in turn. Bare is this site's
mkdocs.yml without our extensions and hooks; what only they understand stays as text.
"""

import argparse
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from docs._engine.core.paths import ROOT
from docs._engine.pages.checks import FOLDER
from tests.benchmark.measure import Cost, adopt_orphans, measure
from tests.benchmark.results import report

DOCS = ROOT / "docs"
CHECKS = sorted(page.relative_to(DOCS).as_posix() for page in DOCS.glob(f"{FOLDER}/*"))
"""A site has them once, however large it is. Together they count as one page."""
GLOSSARY = "reference/glossary.md"
COMPATIBILITY = "reference/compatibility.md"
COMMAND = [sys.executable, "-m", "mkdocs"]
BARE, OURS, DIRTY = "bare", "ours", "bare, dirty"
FIRST = "ours, first"
EDITED = "dropout/seeds"


def write_site(folder: Path, pages: int | None, ours: bool) -> None:
    """Write a site that consists of this site's pages.

    Args:
        folder: An empty folder.
        pages: How many; copies of them if there are not enough, each in a folder of
            its own. Without a number, the site as it is.
        ours: Whether it has all that we add.
    """
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = settings[: settings.index("nav:")] + settings[settings.index("theme:") :]
    if not ours:
        settings = re.sub(r"hooks:\n(  - .*\n)+", "", settings)
        settings = re.sub(r"  - docs\._engine\.markdown\.\w+\n", "", settings)
    for sources in DOCS.glob("_*"):
        shutil.copytree(sources, folder / "docs" / sources.name)
    shutil.copytree(ROOT / "snippets", folder / "snippets")
    (folder / "tests" / "checks").mkdir(parents=True)
    for checks in (ROOT / "tests" / "checks").glob("test_*.py"):
        shutil.copy(checks, folder / "tests" / "checks")
    found = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")]
    once = [*CHECKS, GLOSSARY, COMPATIBILITY]
    found = sorted(page for page in found if page[0] != "_" and page not in once)
    # The first ten are then like the first hundred.
    random.Random(0).shuffle(found)  # noqa: S311
    others = len((CHECKS, GLOSSARY, COMPATIBILITY))
    number = len(found) if pages is None else pages - others
    targets = {page: page for page in once}
    for index in range(number):
        copy, page = divmod(index, len(found))
        place = f"copy{copy}/" if copy else ""
        targets[place + found[page]] = found[page]
    nav = "".join(f"  - {target}\n" for target in targets)
    (folder / "mkdocs.yml").write_text(f"{settings}\nnav:\n{nav}", "utf-8")
    for target, page in targets.items():
        (folder / "docs" / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DOCS / page, folder / "docs" / target)


def build(folder: Path) -> Cost:
    """Build a site, and return what that took."""
    return measure([[*COMMAND, "build", "-q", "-d", str(folder / "site")]], folder)


def edits(folder: Path, arguments: list[str], number: int) -> list[float]:
    """Serve a site, and return how long each edit of a page takes until it is served.

    Args:
        folder: The site.
        arguments: More arguments of `mkdocs serve`.
        number: How many edits.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    page, took = folder / "docs" / f"{EDITED}.md", []
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--dev-addr", host, *arguments],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        for edit in range(-1, number):
            text = f"edit{time.monotonic_ns()}"
            if edit >= 0:
                # At any moment between two looks that MkDocs takes at the files.
                time.sleep(1 + random.random())  # noqa: S311
                with page.open("a", encoding="utf-8") as file:
                    file.write(f"\n{text}\n")
            start = time.monotonic()
            while text not in _served(f"http://{host}/{EDITED}/", server) and edit >= 0:
                time.sleep(0.02)
            if edit >= 0:
                took.append(time.monotonic() - start)
    finally:
        server.terminate()
        server.wait()
    return took


def _served(address: str, server: subprocess.Popen) -> str:
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
) -> dict[str, dict[str, float]]:
    """Return seconds and their ratio for each number of pages.

    Args:
        costs: What a build took, once for each repeat.
        sizes: The numbers of pages.
    """
    results = {}
    for size in sizes:
        bare, ours = costs[BARE, size], costs[OURS, size]
        cpu = [min(cost.cpu for cost in each) for each in (bare, ours)]
        results[str(size)] = {
            "bare cpu": round(cpu[0], 1),
            "cpu": round(cpu[1], 1),
            "ratio": round(cpu[1] / cpu[0], 2),
            "bare wall": round(min(cost.wall for cost in bare), 1),
            "wall": round(min(cost.wall for cost in ours), 1),
            "empty cache cpu": round(costs[FIRST, size][0].cpu, 1),
        }
    return results


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.build")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--edits", type=int, default=10)
    parser.add_argument(
        "--save", action="store_true", help="write docs/_data/benchmarks/build.json"
    )
    options = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as name:
        sites = {
            (way, size): Path(name).resolve() / f"{way}{size}"
            for way in (BARE, OURS)
            for size in (*options.sizes, None)
        }
        for (way, size), folder in sites.items():
            folder.mkdir()
            write_site(folder, size, way == OURS)
        costs = {}
        runs = [key for key in sites if key[1]]
        for key in runs:
            if key[0] == OURS:
                # It draws figures and formulas, which later builds keep.
                costs[FIRST, key[1]] = [build(sites[key])]
        # Of short builds it takes more, to meet a quiet moment.
        runs = [key for key in runs for _ in range(max(1, 50 // key[1]))]
        for _ in range(options.repeats):
            # Another order each time: what else the machine does then hits no way more.
            random.shuffle(runs)
            for key in runs:
                costs.setdefault(key, []).append(build(sites[key]))
                print(*key, costs[key][-1], file=sys.stderr, flush=True)
        results = summarize(costs, options.sizes)
        for way, site, arguments in (
            (BARE, BARE, []),
            (DIRTY, BARE, ["--dirty"]),
            (OURS, OURS, []),
        ):
            if options.edits:
                took = edits(sites[site, None], arguments, options.edits)
                results.setdefault("edit", {})[way] = {
                    "least": round(min(took), 2),
                    "median": round(statistics.median(took), 2),
                }
        report("build", results, options.save)


if __name__ == "__main__":
    main()
