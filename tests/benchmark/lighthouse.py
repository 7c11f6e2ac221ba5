"""Let Lighthouse look at every page: `python -m tests.benchmark.lighthouse`.

It needs Lighthouse, which needs Node 22 or newer: `npm install lighthouse`, and the
path of its command in LIGHTHOUSE. Every page has to reach 100 for accessibility, best
practices and search engines, on a phone and on a desktop. Performance is the median of
the runs that are asked for, and depends on the machine: so with `--stock` each run on a
phone has one beside it, of the same page as the theme shows it without our settings.
"""

import argparse
import functools
import gzip
import http.server
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from docs._engine.core.browser import browser
from docs._engine.core.paths import ROOT
from tests.benchmark.baseline import PACKAGES, build_stock
from tests.site.conftest import PAGES
from tests.support.scratch_site import build_site

WHOLE = "accessibility", "best-practices", "seo"
SPEED = ("performance",)
FORMS = "phone", "desktop"
COLUMNS = (
    *("page", "form", *WHOLE, "KB", "requests"),
    *("performance", "stock", "shift", "blocking ms", "stock ms", "long tasks"),
)
UNTIMED = COLUMNS.index("KB")
DESKTOP, SHIFT = 99, 0.01
"""What performance on a desktop reaches at least, and what moves at most."""


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does: text is compressed, and may be kept."""

    def log_message(self, *arguments: object) -> None:
        """Be quiet."""

    def do_GET(self) -> None:
        """Send a file, compressed unless it is dense in itself."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        data = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Cache-Control", "max-age=3600")
        if file.suffix not in (".woff2", ".png"):
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder with compression, and give its address."""
    handler = functools.partial(Compressing, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class Lighthouse:
    """Lighthouse and a browser, to look at pages one after the other."""

    def __init__(self, command: str) -> None:
        """Start it.

        Args:
            command: Path of the command `lighthouse`.
        """
        package = Path(command).resolve().parents[1]
        script = Path(__file__).with_suffix(".mjs")
        self.process = subprocess.Popen(
            [shutil.which("node"), str(script), str(package), browser()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *problem: object) -> None:
        """End it, and the browser."""
        self.process.communicate(timeout=60)

    def run(self, address: str, form: str, categories: tuple[str, ...]) -> dict:
        """Return the report of one run.

        Raises:
            SystemExit: Lighthouse could not look at the page.
        """
        task = {"address": address, "form": form, "categories": categories}
        self.process.stdin.write(f"{json.dumps(task)}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        report = json.loads(answer or "{}")
        if not report or "runtimeError" in report:
            problem = report.get("runtimeError", {}).get("message", "it ended")
            sys.exit(f"{address}: Lighthouse failed: {problem}")
        return report


def failed(report: dict) -> list[str]:
    """Return what keeps a report from 100, with the elements it names."""
    found = []
    for name in WHOLE:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] not in (None, 1):
                items = audit.get("details", {}).get("items", [])
                found.append(f"{audit['id']}: {json.dumps(items)[:400]}")
    return found


def long_tasks(reports: list[dict]) -> str:
    """Return the milliseconds of long tasks by the script they belong to, the most."""
    most = {}
    for report in reports:
        items = report["audits"]["long-tasks"].get("details", {}).get("items", [])
        scripts = {}
        for item in items:
            name = item["url"].rpartition("/")[2] or "page"
            scripts[name] = scripts.get(name, 0) + item["duration"]
        most |= {name: max(most.get(name, 0), scripts[name]) for name in scripts}
    return ", ".join(f"{name} {time:.0f}" for name, time in most.items())


def loaded(report: dict) -> list[str]:
    """Return how many KB came, headers included, and by how many requests."""
    items = report["audits"]["network-requests"]["details"]["items"]
    # Pictures inside of a style sheet are listed too.
    sizes = [each["transferSize"] for each in items if each["url"][:5] != "data:"]
    return [f"{sum(sizes) / 1e3:.1f}", f"{len(sizes)}"]


def middle(reports: list[dict], audit: str | None = None) -> float:
    """Return the median of what an audit measured, or of the score of performance."""
    return statistics.median(
        report["audits"][audit]["numericValue"]
        if audit
        else 100 * report["categories"]["performance"]["score"]
        for report in reports
    )


def timed(reports: list[dict], stock: list[dict]) -> list[str]:
    """Return what is timed, beside that of the stock page if there is one."""
    shift, blocked = "cumulative-layout-shift", "total-blocking-time"
    return [
        f"{middle(reports):.0f}",
        f"{middle(stock):.0f}" if stock else "",
        f"{middle(reports, shift):.3f}",
        f"{middle(reports, blocked):.0f}",
        f"{middle(stock, blocked):.0f}" if stock else "",
        long_tasks(reports),
    ]


def slow(reports: list[dict], stock: list[dict], form: str) -> list[str]:
    """Return what is below the aims for performance, in words."""
    found, score = [], middle(reports)
    if form == "desktop" and score < DESKTOP:
        found.append(f"performance: {score:.0f}, less than {DESKTOP}")
    if stock and score < middle(stock):
        found.append(f"performance: {score:.0f}, stock {middle(stock):.0f}")
    if (shift := middle(reports, "cumulative-layout-shift")) > SHIFT:
        found.append(f"layout shift: {shift:.3f}, more than {SHIFT}")
    return found


def main() -> None:
    """Look at the pages, print a table, and fail where one is below its aim."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, help="a built site; built if not given")
    parser.add_argument("--pages", nargs="*", default=PAGES[1:], help="addresses")
    parser.add_argument("--forms", nargs="*", default=FORMS, choices=FORMS)
    parser.add_argument("--runs", type=int, default=0, help="to time; 0: once, untimed")
    parser.add_argument(
        "--stock", type=Path, help=f"a node_modules with {', '.join(PACKAGES)}"
    )
    options = parser.parse_args()
    command = shutil.which(os.environ.get("LIGHTHOUSE", "lighthouse"))
    if not command or not shutil.which("node") or not browser():
        sys.exit(
            "Lighthouse, Node and Chromium are needed. Set LIGHTHOUSE to its command."
        )
    if options.stock and not options.runs:
        parser.error("--stock is for runs that are timed: give --runs")
    problems = []
    with tempfile.TemporaryDirectory() as name, ExitStack() as servers:
        folder = Path(name).resolve()
        site = options.site or folder / "site"
        if not options.site and (build := build_site(ROOT, site)).exit_code:
            sys.exit(build.log)
        address = servers.enter_context(serve(site))
        if options.stock:
            stock = servers.enter_context(serve(build_stock(folder, options.stock)))
        columns = COLUMNS if options.runs else COLUMNS[:UNTIMED]
        print("|", " | ".join(columns), "|")
        print("|" + "---|" * len(columns), flush=True)
        look = servers.enter_context(Lighthouse(command)).run
        for page, form in itertools.product(options.pages, options.forms):
            # The first run is one of those that are timed.
            speed = SPEED if options.runs else ()
            first = look(f"{address}/{page}", form, (*WHOLE, *speed))
            scores = [
                f"{100 * first['categories'][name]['score']:.0f}" for name in WHOLE
            ]
            cells = [page or "home", form, *scores]
            found = failed(first)
            if options.runs:
                reports, others = [first], []
                for number in range(options.runs):
                    if number:
                        reports.append(look(f"{address}/{page}", form, SPEED))
                    if options.stock and form == "phone":
                        others.append(look(f"{stock}/{page}", form, SPEED))
                cells += [*loaded(reports[0]), *timed(reports, others)]
                found += slow(reports, others, form)
            print("|", " | ".join(cells), "|", flush=True)
            problems += [f"{page or 'home'} ({form}) {each}" for each in found]
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
