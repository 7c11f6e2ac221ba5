"""Let a statement lead to the check that proves it: `[✓](check:name)` after it.

A check is a test in tests/test_*.py; its name without `test_` is what a page cites, its
docstring is the statement. `[checks of dropout]` on its own lists those of a topic, on
the topic's page: docs/reference/checks/<topic>.md, with hyphens for underscores.
`[statements of dropout]` lists what they state, each with a link to its check.
"""

import ast
import functools
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pygments
from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from docs._extensions import highlighting
from docs._extensions.data import DOCS, wrong
from docs._extensions.kept import kept, program
from docs._extensions.needs import Need, need

FOLDER = "reference/checks"
"""Where each topic has its page, relative to docs/."""
CODE = program(highlighting.__file__, __file__)
MARK = r" ?\[✓\]\(check:([^)\s]*)\)"
LIST = re.compile(r"^\[checks of (\w+)\]$", re.MULTILINE)
STATEMENTS = re.compile(r"^\[statements of (\w+)\]$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """A test that proves a statement about Keras."""

    name: str
    """What pages cite: the name of the test without `test_`."""
    statement: str
    """The first paragraph of its docstring, on one line."""
    source: str
    """Its code."""
    place: str
    """File and line, relative to the root."""
    needs: tuple[Need, ...]
    """The versions of Keras and the backends for which it holds, if it says so."""

    @property
    def href(self) -> str:
        """Where it is shown, as a page links to it."""
        file, _, _ = self.place.partition(":")
        return f"/{page_of(Path(file).stem.removeprefix('test_'))}#{self.name}"


def page_of(topic: str) -> str:
    """Return the page that shows the checks of a topic, relative to docs/."""
    return f"{FOLDER}/{topic.replace('_', '-')}.md"


def topics(root: Path) -> dict[str, list[Check]]:
    """Return the checks of each topic, by the name of the file: tests/test_<topic>.py.

    Raises:
        ValueError: A check has no statement, or two have the same name.
    """
    found, names = {}, {}
    for file in sorted((root / "tests").glob("test_*.py")):
        checks = _read(file, root, file.stat().st_mtime_ns)
        for check in checks:
            if check.name in names:
                raise ValueError(
                    f"{check.place}: {names[check.name]} has a check of this name, "
                    "too. Rename one."
                )
            names[check.name] = check.place
        found[file.stem.removeprefix("test_")] = checks
    return found


@functools.lru_cache(maxsize=64)
def _read(file: Path, root: Path, changed: int) -> list[Check]:
    text, place = file.read_text("utf-8"), file.relative_to(root).as_posix()
    made = kept(
        "read", [CODE, place, text], lambda: [*map(asdict, _parsed(text, place))]
    )
    for each in made:
        each["needs"] = tuple(need(**mark) for mark in each["needs"])
    return [Check(**each) for each in made]


def _parsed(text: str, file: str) -> list[Check]:
    lines = text.splitlines()
    return [
        _check(node, lines, file)
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def _check(node: ast.FunctionDef, lines: list[str], file: str) -> Check:
    statement, _, _ = (ast.get_docstring(node) or "").partition("\n\n")
    if not statement:
        raise ValueError(
            f"{file}:{node.lineno}: {node.name} states nothing. Give it a docstring."
        )
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    source = "\n".join(lines[first - 1 : node.end_lineno])
    return Check(
        node.name.removeprefix("test_"),
        " ".join(statement.split()),
        source,
        f"{file}:{first}",
        tuple(filter(None, map(_need, node.decorator_list))),
    )


def _need(decorator: ast.expr) -> Need | None:
    if not isinstance(decorator, ast.Call):
        return None
    mark = ast.unparse(decorator.func).removeprefix("pytest.mark.")
    values = tuple(ast.literal_eval(each) for each in decorator.args)
    return need(mark, values) if mark in ("since", "backend") else None


def lists(page: str) -> bool:
    """Say whether a page depends on all others, because it lists who cites a check.

    Args:
        page: Its Markdown.
    """
    return bool(LIST.search(page))


def citations(docs: Path) -> dict[str, dict[str, str]]:
    """Return who cites each check: titles of pages, by path relative to docs/."""
    found = {}
    for page in sorted(docs.rglob("*.md")):
        name = page.relative_to(docs).as_posix()
        if name.startswith("_"):
            continue
        cited, title = _cited(page, page.stat().st_mtime_ns)
        for check in cited:
            found.setdefault(check, {})[name] = title or name
    return found


@functools.lru_cache(maxsize=4096)
def _cited(page: Path, changed: int) -> tuple[list[str], str | None]:
    """Return the checks that a page cites, and its title."""
    text = page.read_text("utf-8")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    return re.findall(MARK, text), title and title[1]


def named(root: Path) -> dict[str, Check]:
    """Return all checks by their names."""
    return {check.name: check for each in topics(root).values() for check in each}


class _Mark(InlineProcessor):
    """Turns a citation into a link to the check."""

    @functools.cached_property
    def _checks(self) -> dict[str, Check]:
        return named(DOCS.parent)

    def handleMatch(self, match: re.Match, data: str) -> tuple[Element, int, int]:
        name, checks = match[1], self._checks
        if name not in checks:
            raise wrong(f"check:{name}", f"there is no such check{_near(name, checks)}")
        statement = checks[name].statement.replace("`", "")
        link = Element(
            "a",
            {
                "class": "check",
                "href": checks[name].href,
                "title": statement,
                "aria-label": f"Checked: {statement}",
                "data-search-exclude": "yes",
            },
        )
        link.text = AtomicString("✓")
        return link, match.start(0), match.end(0)


def _near(name: str, checks: dict) -> str:
    import difflib

    near = difflib.get_close_matches(name, checks, cutoff=0.5)
    return f"; near to it: {', '.join(near)}." if near else " in tests/test_*.py."


class _List(Treeprocessor):
    def run(self, root: Element) -> None:
        for place in root.iter("p"):
            text = place.text or ""
            match = LIST.fullmatch(text) or STATEMENTS.fullmatch(text)
            if not match:
                continue
            topic, found = match[1], topics(DOCS.parent)
            if topic not in found:
                there = ", ".join(found)
                raise wrong(text, f"there are checks of these: {there}.")
            if STATEMENTS.fullmatch(text):
                _state(place, topic, found[topic])
                continue
            place.tag, place.text = "div", None
            cited = citations(DOCS)
            codes = _highlighted(topic, found[topic])
            for check, code in zip(found[topic], codes, strict=True):
                self._add(place, check, cited.get(check.name, {}), code)

    def _add(
        self, parent: Element, check: Check, pages: dict[str, str], markup: str
    ) -> None:
        section = SubElement(parent, "section", {"class": "proof", "id": check.name})
        statement = SubElement(section, "p", {"class": "statement"})
        _add_code(statement, check.statement)
        about = SubElement(section, "p", {"class": "about"})
        about.text = "Stated in "
        for number, (page, title) in enumerate(pages.items(), 1):
            link = SubElement(about, "a", {"href": f"/{page}"})
            link.text = AtomicString(title)
            link.tail = ", " if number < len(pages) else ""
        for each in check.needs:
            mark = SubElement(about, "span", {"class": "needs"})
            mark.text = AtomicString(str(each))
        details = SubElement(section, "details", {"class": "source"})
        details.set("data-search-exclude", "yes")
        summary = SubElement(details, "summary")
        summary.text = AtomicString(check.place)
        code = SubElement(details, "div")
        code.text = AtomicString(self.md.htmlStash.store(markup))


def _state(place: Element, topic: str, checks: list[Check]) -> None:
    """Turn a paragraph into the list of what the checks of a topic state."""
    if not (DOCS / page_of(topic)).is_file():
        raise wrong(
            place.text, f"write docs/{page_of(topic)}, with [checks of {topic}] in it."
        )
    place.tag, place.text = "ul", None
    place.set("class", "statements")
    # A search leads to the checks themselves.
    place.set("data-search-exclude", "yes")
    for check in checks:
        item = SubElement(place, "li", {"id": check.name})
        _add_code(SubElement(item, "a", {"href": check.href}), check.statement)


def _highlighted(topic: str, checks: list[Check]) -> list[str]:
    """Return the code of the checks of a topic as HTML."""
    sources = [check.source for check in checks]
    formatter = HtmlFormatter(cssclass="language-python highlight", wrapcode=True)
    return kept(
        f"checks-{topic}",
        [CODE, pygments.__version__, *sources],
        lambda: [highlight(each, PythonLexer(), formatter) for each in sources],
    )


def _add_code(parent: Element, text: str) -> None:
    """Add text in which backticks hold code."""
    last = None
    for number, part in enumerate(text.split("`")):
        if number % 2:
            last = SubElement(parent, "code")
            last.text = AtomicString(part)
        elif last is None:
            parent.text = AtomicString(part)
        else:
            last.tail = AtomicString(part)


class ChecksExtension(Extension):
    """Marks statements, and lists what proves them."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register marks before links (160), lists before MkDocs looks at links (0)."""
        md.inlinePatterns.register(_Mark(MARK, md), "check", 175)
        md.treeprocessors.register(_List(md), "checks", 13)


def makeExtension(**kwargs) -> ChecksExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return ChecksExtension(**kwargs)
