"""Let Lighthouse look at every page: `python -m tests.benchmark.lighthouse`.

It needs Lighthouse, which needs Node 22 or newer: `npm install lighthouse`, and the
path of its command in LIGHTHOUSE. Every page has to reach 100 for accessibility, best
practices and search engines, on a phone and on a desktop; performance is the median of
the runs that are asked for, and depends on the machine.
"""

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docs._offline.browser import browser
from tests.site.conftest import PAGES, ROOT, build_site

WHOLE = "accessibility", "best-practices", "seo"
FORMS = {"phone": [], "desktop": ["--preset=desktop"]}
COLUMNS = "page", "form", *WHOLE, "performance", "shift", "blocking ms", "long tasks"


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


def run(command: str, address: str, form: str, categories: list[str]) -> dict:
    """Return the report of one run."""
    result = subprocess.run(
        [
            command,
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(categories)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            *FORMS[form],
        ],
        env={**os.environ, "CHROME_PATH": browser() or ""},
        capture_output=True,
        text=True,
        timeout=300,
    )
    if result.returncode:
        raise SystemExit(f"{address}: Lighthouse failed.\n{result.stderr}")
    return json.loads(result.stdout)


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


def long_tasks(report: dict) -> str:
    """Return the milliseconds of long tasks by the script they belong to."""
    items = report["audits"].get("long-tasks", {}).get("details", {}).get("items", [])
    scripts = {}
    for item in items:
        name = item["url"].rpartition("/")[2] or "page"
        scripts[name] = scripts.get(name, 0) + item["duration"]
    return ", ".join(f"{name} {time:.0f}" for name, time in scripts.items())


def row(reports: list[dict], page: str, form: str) -> list[str]:
    """Return a line of the table: the least score, the median of what is timed."""

    def middle(values: Iterator[float]) -> float:
        return statistics.median(values)

    scores = [
        min(100 * report["categories"][name]["score"] for report in reports)
        for name in WHOLE
    ]
    cells = [page or "home", form, *(f"{score:.0f}" for score in scores)]
    if "performance" not in reports[0]["categories"]:
        return cells
    audits = [report["audits"] for report in reports]
    speed = middle(100 * each["categories"]["performance"]["score"] for each in reports)
    shift = middle(each["cumulative-layout-shift"]["numericValue"] for each in audits)
    blocked = middle(each["total-blocking-time"]["numericValue"] for each in audits)
    timed = [f"{speed:.0f}", f"{shift:.3f}", f"{blocked:.0f}", long_tasks(reports[-1])]
    return [*cells, *timed]


def main() -> None:
    """Look at the pages, print a table, and fail where one is not at 100."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--site", type=Path, help="a built site; built if not given")
    parser.add_argument("--pages", nargs="*", default=PAGES[1:], help="addresses")
    parser.add_argument("--forms", nargs="*", default=list(FORMS), choices=FORMS)
    parser.add_argument("--runs", type=int, default=0, help="to time; 0: once, untimed")
    options = parser.parse_args()
    command = shutil.which(os.environ.get("LIGHTHOUSE", "lighthouse"))
    if not command or not browser():
        sys.exit("Lighthouse and Chromium are needed. Set LIGHTHOUSE to its command.")
    categories = [*WHOLE, *(["performance"] if options.runs else [])]
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        site = options.site or Path(folder)
        if not options.site and (build := build_site(ROOT, site)).exit_code:
            sys.exit(build.log)
        print("|", " | ".join(COLUMNS[: 5 if not options.runs else None]), "|")
        with serve(site) as address:
            for page in options.pages:
                for form in options.forms:
                    reports = [
                        run(command, f"{address}/{page}", form, categories)
                        for _ in range(max(1, options.runs))
                    ]
                    print("|", " | ".join(row(reports, page, form)), "|", flush=True)
                    found = {each for report in reports for each in failed(report)}
                    problems += [f"{page or 'home'} ({form}) {each}" for each in found]
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
