"""Checks: the tests that prove statements about Keras, and the pages that cite them.

A check is a test in tests/checks/test_*.py; its name without `test_` is what a page
cites, its docstring is the statement.
"""

import ast
import functools
import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from docs._engine.core.keras import MARKS, Requirement
from docs._engine.core.paths import find_pages

CHECKS = "tests/checks"
"""The folder of the checks, relative to the root."""
CHECK_PAGES = "reference/checks"
"""Where each topic has its page, relative to docs/."""
CITATION = r" ?\[✓\]\(check:([^)\s]*)\)"
"""A citation of a check on a page."""


class CheckError(Exception):
    """A check cannot be shown. The message begins with file:line."""


@dataclass(frozen=True)
class Check:
    """A test that proves a statement about Keras."""

    name: str
    """What pages cite: the name of the test without `test_`."""
    statement: str
    """The first paragraph of its docstring, on one line."""
    source: str
    location: str
    """File and line, relative to the root."""
    requirements: tuple[Requirement, ...]
    """The versions of Keras and the back ends for which it holds, if it says so."""

    @property
    def href(self) -> str:
        """Where it is shown: a page relative to docs/, and the place on it."""
        file, _, _ = self.location.partition(":")
        return f"{page_of(Path(file).stem.removeprefix('test_'))}#{self.name}"


def page_of(topic: str) -> str:
    """Return the page that shows the checks of a topic, relative to docs/."""
    return f"{CHECK_PAGES}/{topic.replace('_', '-')}.md"


def checks_by_topic(root: Path) -> dict[str, list[Check]]:
    """Return the checks of each topic, which is the name of a file: test_<topic>.py.

    Raises:
        CheckError: A check has no statement, or two have the same name.
    """
    topics = {
        file.stem.removeprefix("test_"): _load(file, root, file.stat().st_mtime_ns)
        for file in sorted((root / CHECKS).glob("test_*.py"))
    }
    locations: dict[str, str] = {}
    for check in chain(*topics.values()):
        other = locations.setdefault(check.name, check.location)
        if other != check.location:
            raise CheckError(
                f"{check.location}: {other} has a check of this name, too. Rename one."
            )
    return topics


def checks_by_name(root: Path) -> dict[str, Check]:
    """Return all checks by their names."""
    return {check.name: check for check in chain(*checks_by_topic(root).values())}


@functools.lru_cache(maxsize=64)
def _load(file: Path, root: Path, mtime: int) -> list[Check]:
    text, path = file.read_text("utf-8"), file.relative_to(root).as_posix()
    lines = text.splitlines()
    return [
        _check(node, lines, path)
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def _check(node: ast.FunctionDef, lines: list[str], file: str) -> Check:
    statement, _, _ = (ast.get_docstring(node) or "").partition("\n\n")
    if not statement:
        raise CheckError(
            f"{file}:{node.lineno}: {node.name} states nothing. Give it a docstring."
        )
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    requirements = tuple(
        Requirement(mark.func.attr, tuple(map(ast.literal_eval, mark.args)))
        for mark in node.decorator_list
        if isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr in MARKS
    )
    return Check(
        node.name.removeprefix("test_"),
        " ".join(statement.split()),
        "\n".join(lines[first - 1 : node.end_lineno]),
        f"{file}:{first}",
        requirements,
    )


def citing_pages(docs: Path) -> dict[str, dict[str, str]]:
    """Return for each check the titles of the pages that cite it, by their paths."""
    citations: dict[str, dict[str, str]] = {}
    for page in find_pages(docs):
        name = page.relative_to(docs).as_posix()
        names, title = _find_citations(page, page.stat().st_mtime_ns)
        for check in names:
            citations.setdefault(check, {})[name] = title or name
    return citations


@functools.lru_cache(maxsize=4096)
def _find_citations(page: Path, mtime: int) -> tuple[list[str], str | None]:
    """Return the checks that a page cites, and its title."""
    text = page.read_text("utf-8")
    title = re.search(r"^# (.+?)(?: \{.*\})?$", text, re.MULTILINE)
    return re.findall(CITATION, text), title and title[1]
