"""Measure how long readers wait for search: `python -m tests.benchmark.search`.

For each question of the tests, the time from the key that ends it to the list of
results, in the page. One load of the page, the index included, comes before.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from docs._engine.core.paths import ROOT
from tests.site.test_search import ASKED, NAMED, QUESTIONS
from tests.support.browser import open_browser, visit
from tests.support.scratch_site import build_site
from tests.support.server import serve

# The list is cleared before, so what is put into it is the answer.
MEASURE = """words => new Promise(resolve => {
    const field = document.querySelector("[data-md-component=search-query]");
    const list = document.querySelector(".md-search-result__list");
    const ask = text => {
        field.value = text;
        field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
    };
    ask("");
    setTimeout(() => {
        const start = performance.now();
        new MutationObserver((changes, observer) => {
            if (!changes.some(change => change.addedNodes.length)) return;
            observer.disconnect();
            resolve(performance.now() - start);
        }).observe(list, {childList: true});
        ask(words);
    }, 100);
})"""


def measure(address: str) -> list[float]:
    """Return the milliseconds of each question on a served site."""
    with sync_playwright() as playwright:
        browser = open_browser(playwright)
        tab = browser.new_page()
        visit(tab, f"{address}/")
        field = tab.locator("[data-md-component=search-query]")
        field.focus()
        field.press_sequentially("keras")
        tab.locator(".md-search-result__item").first.wait_for()
        questions = [*NAMED, *ASKED, *QUESTIONS]
        times = [tab.evaluate(MEASURE, words) for words in questions]
        browser.close()
    return times


def main() -> None:
    """Build the site, or take the folder that is given, and print the times."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(sys.argv[1]) if sys.argv[1:] else Path(folder)
        if not sys.argv[1:]:
            build = build_site(ROOT, site)
            if build.exit_code:
                sys.exit(build.log)
        with serve(site) as address:
            times = sorted(measure(address))
    print(
        f"{len(times)} questions: median {statistics.median(times):.0f} ms, "
        f"9 of 10 within {times[len(times) * 9 // 10]:.0f} ms, "
        f"slowest {times[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main()
