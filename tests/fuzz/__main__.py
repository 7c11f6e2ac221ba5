"""The command: `python -m tests.fuzz [--seeds N] [--start S]`."""

import argparse
import difflib
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from random import Random

import material
from playwright.sync_api import sync_playwright

from docs._engine.core import browser, cache
from docs._engine.core.cli import positive_integer
from docs._engine.core.paths import DOCS, ROOT
from tests.fuzz.mutations import mutate
from tests.fuzz.pages import draw_page
from tests.fuzz.readers import DisagreementError, Readers
from tests.support.scratch_site import write_settings

IN_BROWSER = 5
"""Of so many pages that nobody refuses, about one is opened in the browser."""


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 1 if there are findings."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seeds", type=positive_integer, default=3000, help="pages")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument(
        "--no-browser", action="store_true", help="leave out the browser"
    )
    options = parser.parse_args(arguments)
    seeds = range(options.start, options.start + options.seeds)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_settings(root)
        (root / "snippets").rmdir()
        (root / "snippets").symlink_to(ROOT / "snippets")
        # Thousands of pages that nobody will read again.
        cache.CACHE = root / "cache"
        path = None if options.no_browser else browser.browser()
        if not path:
            print(f"Without a browser. {browser.BROWSER_NOT_FOUND}")
            return _fuzz(Readers(root), seeds)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu"]
            )
            page = chromium.new_page(java_script_enabled=True)
            return _fuzz(Readers(root, _styles(), page), seeds)


def _styles() -> str:
    """Return the styles of the theme and of the site."""
    theme = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
    (main,) = theme.glob("main.*.min.css")
    return main.read_text("utf-8") + (DOCS / "_theme" / "styles.css").read_text("utf-8")


def _fuzz(readers: Readers, seeds: range) -> int:
    outcomes: Counter[str] = Counter()
    for seed in seeds:
        random = Random(seed)  # noqa: S311
        before = draw_page(random)
        text, names = mutate(before, random)
        try:
            outcomes[readers.read(text, random.random() < 1 / IN_BROWSER)] += 1
        except Exception as error:
            outcomes["finding"] += 1
            lines = before.splitlines(), text.splitlines()
            print(f"\n=== --start {seed} --seeds 1: {', '.join(names)}")
            print(*difflib.unified_diff(*lines, lineterm="", n=2), sep="\n")
            if isinstance(error, DisagreementError):
                print(error)
            else:
                traceback.print_exception(error, limit=-4, file=sys.stdout)
    counts = ", ".join(f"{number} {name}" for name, number in outcomes.most_common())
    print(f"{len(seeds)} pages from seed {seeds.start}. Refused by: {counts}.")
    return 1 if outcomes["finding"] else 0


if __name__ == "__main__":
    sys.exit(main())
