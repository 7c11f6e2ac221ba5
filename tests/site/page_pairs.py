"""Bring each page's HTML together with its source and with what was run of it."""

from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest

from docs._engine.core.keras import MARKS, Requirement
from docs._engine.pages.checks import checks_by_topic, page_of
from docs._engine.pages.examples import Example, find_commands, find_examples
from docs._engine.pages.page import PageError
from docs._engine.pages.settings import SiteSettings
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
    options = ("keyword", "markexpr", "deselect", "lf", "last_failed", "ignore")
    everything = set(config.args) == set(config.getini("testpaths"))
    if not everything or any(config.getoption(name, None) for name in options):
        return collect_examples(root)
    examples = defaultdict(list)
    for item in session.items:
        if isinstance(item, ExampleItem):
            examples[item.obj.page.as_posix()].append(item.obj)
    return dict(examples)


def collect_examples(root: Path) -> Examples:
    """Collect the examples of each page; one that cannot be collected has none."""
    site = SiteSettings(root / "mkdocs.yml")
    examples: Examples = {}
    for path in [*site.docs.rglob("*.md"), *site.docs.glob("notebooks/*.py")]:
        name = path.relative_to(root).as_posix()
        if "/_" in name:
            continue
        try:
            if path.suffix == ".md" or path.parent.name == "notebooks":
                examples[name] = find_examples(path, site)
        except PageError:
            examples[name] = []
    return examples


def pair_pages(folder: Path, root: Path, examples: Examples) -> list[Page]:
    """Return every HTML page of a built site, and every page with examples.

    Args:
        folder: The built site.
        root: The root of its repository.
        examples: The examples that ran. So did the checks that a page lists.
    """
    examples_by_page = {
        name: [executed_example(example) for example in examples[name]]
        for name in examples
        if name.startswith("docs/")
    }
    for topic, checks in checks_by_topic(root).items():
        sources = examples_by_page.setdefault(f"docs/{page_of(topic)}", [])
        sources += [ExecutedExample(0, check.source) for check in checks]
    pages, site = [], SiteSettings(root / "mkdocs.yml")
    for file in sorted(folder.rglob("*.html")):
        html, path = file.read_text("utf-8"), file.relative_to(folder)
        stem = root / "docs" / path.parent
        names = [f"{stem}.md", f"{stem}/index.md", f"{stem}.py"]
        source = next((Path(name) for name in names if Path(name).is_file()), None)
        if source is None or path.name != "index.html":
            pages.append(Page(path.as_posix(), html))
            continue
        name, text = source.relative_to(root).as_posix(), source.read_text("utf-8")
        page_examples = examples_by_page.pop(name, [])
        commands = _commands(source, site)
        is_notebook = source.suffix == ".py"
        pages.append(
            Page(name, html, text, page_examples, commands, executed=is_notebook)
        )
    return pages + [
        Page(name, "", examples=examples_by_page[name]) for name in examples_by_page
    ]


def _commands(page: Path, site: SiteSettings) -> list[str]:
    """Return the commands of a page; one that cannot be collected has none."""
    with suppress(PageError):
        return find_commands(page, site)
    return []


def executed_example(example: Example) -> ExecutedExample:
    """Return an example as the gate is told of it."""
    output = example.output.text if example.output else None
    marks = [mark for mark in example.marks if mark.name in MARKS]
    needs = tuple(str(Requirement(mark.name, mark.args)) for mark in marks)
    return ExecutedExample(example.line, example.code, output, needs)
