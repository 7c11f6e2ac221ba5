"""List of every example and check of the site, each with the digest of its text.

Reports of test runs name examples and checks by this digest, so that a result never
counts for an example or a check that was changed since.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from docs._engine.core.cache import cached, source_bytes
from docs._engine.core.paths import DOCS, ROOT, find_pages
from docs._engine.pages import checks
from docs._engine.pages.directives import Example, find_examples
from docs._engine.pages.notebook import find_notebook_examples
from docs._engine.pages.page import read_page
from docs._engine.pages.settings import Site

CODE = source_bytes(__file__, checks.__file__)
_HEADING = {
    ".md": re.compile("^# (.+)$", re.MULTILINE),
    ".py": re.compile("^# # (.+)$", re.MULTILINE),
}
_IN_MENU = re.compile(r"^ *- (?:.+: )?(\S+\.(?:md|py))$", re.MULTILINE)


@dataclass(frozen=True)
class Item:
    """An example of a page, or a check."""

    file: str
    """The file that holds it, relative to the root: a page, or one in tests/checks."""
    title: str
    """The title of the page, or of the topic of checks."""
    label: str
    """The name that readers see: a snippet, a page and line, or a check."""
    href: str
    """Where it is shown: a page relative to docs/, and the place on it."""
    digest: str
    """The key under which reports of test runs record it."""


def text_digest(*parts: str) -> str:
    """Return the digest of an example or a check.

    Args:
        parts: The example and the output shown for it; or the check.
    """
    text = "\0".join(part.rstrip("\n") for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def example_digest(example: Example) -> str:
    """Return the digest of an example: its program, its output, its requirements."""
    output = example.output.text if example.output else ""
    marks = [f"{mark.name}{mark.args}" for mark in example.marks]
    return text_digest(example.code, output, *marks)


def collect_items() -> list[Item]:
    """Return all examples and checks of this site, in the order of its menu."""
    settings = ROOT / "mkdocs.yml"
    menu = _IN_MENU.findall(settings.read_text("utf-8"))

    def place_in_menu(name: str) -> int:
        return menu.index(name) if name in menu else len(menu)

    # Any page may include any snippet.
    shared = text_digest(
        *(
            f"{file}\0{file.read_text('utf-8')}"
            for file in [settings, *sorted(ROOT.glob("snippets/**/*.py"))]
        )
    )
    pages = [*find_pages(), *sorted(DOCS.glob("notebooks/*.py"))]
    pages.sort(key=lambda page: place_in_menu(page.relative_to(DOCS).as_posix()))
    items = [item for page in pages for item in _items_of_page(page, shared)]
    topics = checks.checks_by_topic(ROOT)
    for topic in sorted(topics, key=lambda topic: place_in_menu(checks.page_of(topic))):
        title = _title(DOCS / checks.page_of(topic))
        for check in topics[topic]:
            file = check.location.partition(":")[0]
            items.append(
                Item(file, title, check.name, check.href, text_digest(check.source))
            )
    return items


def _items_of_page(page: Path, shared: str) -> list[Item]:
    """Return the examples of a page, from the cache if nothing changed.

    Args:
        page: A Markdown page or a notebook.
        shared: A digest of the settings and all snippets.
    """
    sources: list[str | bytes] = [CODE, shared, str(page), page.read_text("utf-8")]
    records = cached("items", sources, lambda: [*map(asdict, _read_items(page))])
    return [Item(**record) for record in records]


def _read_items(page: Path) -> Iterator[Item]:
    site = Site(ROOT / "mkdocs.yml")
    if page.suffix == ".py":
        examples = find_notebook_examples(page, site)
    else:
        examples = find_examples(read_page(page, site))
    file, title = page.relative_to(ROOT).as_posix(), _title(page)
    href = page.relative_to(DOCS).as_posix()
    for example in examples:
        snippet = next(filter(None, (each.snippet for each in example.origins)), None)
        label = (
            snippet.relative_to(ROOT).as_posix()
            if snippet
            else f"{file}, line {example.line}"
        )
        yield Item(file, title, label, href, example_digest(example))


def _title(page: Path) -> str:
    """Return the heading of a page or a notebook, or the name of its file."""
    text = page.read_text("utf-8") if page.is_file() else ""
    heading = _HEADING[page.suffix].search(text)
    return heading[1] if heading else page.relative_to(DOCS).as_posix()
