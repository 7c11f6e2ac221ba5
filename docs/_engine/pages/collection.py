"""Collect every example and check of the site, each with the digest of its text.

Reports of test runs name examples and checks by this digest, so that a result never
counts for an example or a check that was changed since.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docs._engine.core.cache import cached, source_bytes
from docs._engine.core.paths import DOCS, ROOT, find_pages
from docs._engine.pages import checks
from docs._engine.pages.directives import Example, examples
from docs._engine.pages.notebook import notebook_examples
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
    """What readers know it by."""
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
    # Any page may include any snippet.
    shared = [ROOT / "mkdocs.yml", *sorted(ROOT.glob("snippets/**/*.py"))]
    menu = _IN_MENU.findall(shared[0].read_text("utf-8"))

    def place_in_menu(name: str) -> int:
        return menu.index(name) if name in menu else len(menu)

    shared = text_digest(*(f"{file}\0{file.read_text('utf-8')}" for file in shared))
    pages = [*find_pages(), *sorted(DOCS.glob("notebooks/*.py"))]
    found = []
    for page in sorted(
        pages, key=lambda page: place_in_menu(page.relative_to(DOCS).as_posix())
    ):
        sources = [CODE, shared, str(page), page.read_text("utf-8")]
        records = cached("items", sources, lambda page=page: [*_examples(page)])
        found += [Item(**each) for each in records]
    topics = checks.checks_by_topic(ROOT)
    for topic in sorted(topics, key=lambda topic: place_in_menu(checks.page_of(topic))):
        title = _title(DOCS / checks.page_of(topic))
        for check in topics[topic]:
            file = check.location.partition(":")[0]
            found.append(
                Item(file, title, check.name, check.href, text_digest(check.source))
            )
    return found


def _examples(page: Path) -> Iterator[dict[str, str]]:
    site = Site(ROOT / "mkdocs.yml")
    notebook = page.suffix == ".py"
    found = (
        notebook_examples(page, site) if notebook else examples(read_page(page, site))
    )
    file = page.relative_to(ROOT).as_posix()
    title = _title(page)
    for example in found:
        snippet = next(filter(None, (each.snippet for each in example.origins)), None)
        label = snippet.relative_to(ROOT).as_posix() if snippet else ""
        yield {
            "file": file,
            "title": title,
            "label": label or f"{file}, line {example.line}",
            "href": page.relative_to(DOCS).as_posix(),
            "digest": example_digest(example),
        }


def _title(page: Path) -> str:
    """Return the heading of a page or a notebook, or the name of its file."""
    text = page.read_text("utf-8") if page.is_file() else ""
    heading = _HEADING[page.suffix].search(text)
    return heading[1] if heading else page.relative_to(DOCS).as_posix()
