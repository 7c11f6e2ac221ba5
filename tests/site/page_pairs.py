"""Bring each page's HTML together with its source and with what was run of it."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from docs._engine.pages.checks import checks_by_topic, page_of
from docs._engine.pages.examples import Example, find_examples
from docs._engine.pages.page import PageError
from docs._engine.pages.settings import Site
from tests.runner.plugin import ExampleItem
from tests.site.code_block_oracle import ExecutedExample, Page

Examples = dict[str, list[Example]]
"""Examples by the path of their page, relative to the root, with slashes."""


def examples_of(session: pytest.Session, root: Path) -> Examples:
    """Return the examples of this test run.

    A run of everything is taken at its word: what is no item of it was not run. A run
    of some files or tests has few of the examples, or none; then the pages are
    collected again, to compare the site with what a run of everything would run.
    """
    config = session.config
    chosen = ("keyword", "markexpr", "deselect", "lf", "last_failed", "ignore")
    everything = set(config.args) == set(config.getini("testpaths"))
    if not everything or any(config.getoption(name, None) for name in chosen):
        return collect_examples(root)
    found = defaultdict(list)
    for item in session.items:
        if isinstance(item, ExampleItem):
            found[item.obj.page.as_posix()].append(item.obj)
    return dict(found)


def collect_examples(root: Path) -> Examples:
    """Collect the examples of each page; one that cannot be collected has none."""
    site, found = Site(root / "mkdocs.yml"), {}
    for path in sorted(site.docs.rglob("*.[mp][dy]")):
        name = path.relative_to(root).as_posix()
        if "/_" in name:
            continue
        try:
            if path.suffix == ".md" or path.parent.name == "notebooks":
                found[name] = find_examples(path, site)
        except PageError:
            found[name] = []
    return found


def pair_pages(folder: Path, root: Path, run: Examples) -> list[Page]:
    """Return every HTML page of a built site, and every page with examples.

    Args:
        folder: The built site.
        root: The root of its repository.
        run: The examples that ran. So did the checks that a page lists.
    """
    pages, left = [], dict(run)
    listed = {
        f"docs/{page_of(topic)}": [ExecutedExample(0, check.source) for check in checks]
        for topic, checks in checks_by_topic(root).items()
    }
    for file in sorted(folder.rglob("*.html")):
        address = file.parent.relative_to(folder).as_posix()
        source = None
        if file.name == "index.html":
            names = [f"{address}.md", f"{address}/index.md", f"{address}.py"]
            paths = [root / "docs" / name for name in names]
            source = next((path for path in paths if path.is_file()), None)
        html = file.read_text("utf-8")
        if source is None:
            pages.append(Page(file.relative_to(folder).as_posix(), html))
            continue
        name = source.relative_to(root).as_posix()
        ran = [_ran(example) for example in left.pop(name, [])]
        ran += listed.get(name, [])
        notebook = source.suffix == ".py"
        pages.append(Page(name, html, source.read_text("utf-8"), ran, notebook))
    for name, missing in left.items():
        if name.startswith("docs/"):
            pages.append(Page(name, "", examples=[_ran(each) for each in missing]))
    return pages


def _ran(example: Example) -> ExecutedExample:
    output = example.output.text if example.output else None
    return ExecutedExample(example.line, example.code, output, skipped(example.marks))


def skipped(marks: Iterable[pytest.MarkDecorator]) -> bool:
    """Say whether marks keep an example from running here."""
    return any(
        mark.name == "skip" or (mark.name == "skipif" and any(mark.args))
        for mark in marks
    )
