"""List of every example and check of the site, each with the digest of its text.

Reports of test runs name examples and checks by this digest, so that a result never
counts for an example or a check that was changed since.
"""

import functools
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from docs._engine.core.cache import cached, digest, source_bytes
from docs._engine.core.paths import DOCS, ROOT, find_pages
from docs._engine.pages.checks import checks_by_topic, page_of
from docs._engine.pages.examples import Example, find_examples
from docs._engine.pages.settings import SiteSettings

CODE = source_bytes(__file__)
_HEADING = {
    ".md": re.compile(r"^# (.+?)(?: \{.*\})?$", re.MULTILINE),
    ".py": re.compile("^# # (.+)$", re.MULTILINE),
}


class Item(NamedTuple):
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
    """Return the digest of a check, or of an example and the output shown for it."""
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
    site = SiteSettings(settings)
    places = {name: place for place, name in enumerate(site.menu)}
    last = len(places)
    # Any page may include any snippet.
    files = [settings, *sorted(ROOT.glob("snippets/**/*.py"))]
    state = digest(*(f"{file}\0{file.read_text('utf-8')}" for file in files))
    pages = [*find_pages(), *sorted(DOCS.glob("notebooks/*.py"))]
    items = []
    for page in sorted(pages, key=lambda page: places.get(_href(page), last)):
        read = functools.partial(_read_items, page, site)
        fields = cached("items", [CODE, state, str(page), page.read_bytes()], read)
        items += [Item(*each) for each in fields]
    topics = checks_by_topic(ROOT)
    for topic in sorted(topics, key=lambda topic: places.get(page_of(topic), last)):
        title = _title(DOCS / page_of(topic))
        for check in topics[topic]:
            file, _, _ = check.location.partition(":")
            digest_of_check = text_digest(check.source)
            items.append(Item(file, title, check.name, check.href, digest_of_check))
    return items


def _read_items(page: Path, site: SiteSettings) -> list[Item]:
    file, title = page.relative_to(ROOT).as_posix(), _title(page)
    items = []
    for example in find_examples(page, site):
        label = f"{file}, line {example.line}"
        if example.snippet:
            label = example.snippet.relative_to(ROOT).as_posix()
        items.append(Item(file, title, label, _href(page), example_digest(example)))
    return items


def _href(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def _title(page: Path) -> str:
    """Return the heading of a page or a notebook, or the name of its file."""
    text = page.read_text("utf-8") if page.is_file() else ""
    heading = _HEADING[page.suffix].search(text)
    return heading[1] if heading else _href(page)
