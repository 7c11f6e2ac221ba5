"""Show what ran on which Keras: `[environments]`, `[what ran]` and `[what differs]`.

Each file of docs/_data/compatibility is what a cell of the matrix says of itself
(tests/matrix/cell.py). A result counts for the example or check that was run, and for
no other: one that was changed since has not run.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._extensions import checks
from docs._extensions.data import DOCS
from docs._extensions.kept import kept, program
from docs._extensions.needs import BACKENDS

if TYPE_CHECKING:
    from tests.examples.directives import Example

CELLS = DOCS / "_data" / "compatibility"
CODE = program(__file__, checks.__file__)
PLACES = "[environments]", "[what ran]", "[what differs]"
SIGNS = {"passed": "✓", "numbers": "≈", "needs": "○", "failed": "✗", "not run": "–"}
_HEADING = {
    ".md": re.compile("^# (.+)$", re.MULTILINE),
    ".py": re.compile("^# # (.+)$", re.MULTILINE),
}
_IN_MENU = re.compile(r"^ *- (?:.+: )?(\S+\.(?:md|py))$", re.MULTILINE)
CLASSES = {"✗": "failed", "–": "absent"}


@dataclass(frozen=True)
class Proof:
    """An example of a page, or a check."""

    place: str
    """The file that holds it, relative to the root: a page, or tests/test_*.py."""
    title: str
    """The title of the page, or of the topic of checks."""
    label: str
    """What readers know it by."""
    href: str
    """Where it is shown."""
    digest: str
    """What a cell knows it by."""


def digest(*parts: str) -> str:
    """Return what an example or a check is known by.

    Args:
        parts: The example and the output shown for it; or the check.
    """
    text = "\0".join(part.rstrip("\n") for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def digest_of(example: "Example") -> str:
    """Return what an example is known by: its program, its output, what it needs."""
    output = example.output.text if example.output else ""
    marks = [f"{mark.name}{mark.args}" for mark in example.marks]
    return digest(example.code, output, *marks)


def cells() -> list[dict]:
    """Return what each cell says: newest Keras first, TensorFlow first.

    Raises:
        ValueError: A file does not hold what a cell says.
    """
    found = []
    for file in CELLS.glob("*.json"):
        try:
            cell = json.loads(file.read_text("utf-8"))
            cell["name"] = file.stem
            numbers = [int(part) for part in file.stem.partition("-")[0].split(".")]
            cell["order"] = [-part for part in numbers]
            if "error" not in cell:
                cell["states"] = dict(_states(cell["results"]))
            found.append(cell)
        except (ValueError, LookupError, TypeError, AttributeError):
            name = file.relative_to(DOCS.parent).as_posix()
            raise ValueError(f"{name} is no result of a cell: run nox again.") from None
    return sorted(
        found, key=lambda cell: (cell["backend"] != "tensorflow", cell["order"])
    )


def _states(results: dict) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield the state of each example and check, and why it fails."""
    for place, groups in results.items():
        for state, group in groups.items():
            for each in group:
                why = group[each] if state == "failed" else ""
                yield (place, each), (state, why)


def proofs() -> list[Proof]:
    """Return all examples and checks of this site, in the order of its menu."""
    root = DOCS.parent
    # Any page may include any snippet.
    shared = [root / "mkdocs.yml", *sorted(root.glob("snippets/**/*.py"))]
    menu = _IN_MENU.findall(shared[0].read_text("utf-8"))

    def place_in_menu(name: str) -> int:
        return menu.index(name) if name in menu else len(menu)

    shared = digest(*(f"{file}\0{file.read_text('utf-8')}" for file in shared))
    pages = [page for page in sorted(DOCS.rglob("*.md")) if "/_" not in page.as_posix()]
    pages += sorted(DOCS.glob("notebooks/*.py"))
    found = []
    for page in sorted(
        pages, key=lambda page: place_in_menu(page.relative_to(DOCS).as_posix())
    ):
        sources = [CODE, shared, str(page), page.read_text("utf-8")]
        made = kept("proofs", sources, lambda page=page: [*_examples(page, root)])
        found += [Proof(**each) for each in made]
    topics = checks.topics(root)
    for topic in sorted(topics, key=lambda topic: place_in_menu(checks.page_of(topic))):
        title = _title(DOCS / checks.page_of(topic))
        for check in topics[topic]:
            place = check.place.partition(":")[0]
            found.append(
                Proof(place, title, check.name, check.href, digest(check.source))
            )
    return found


def _examples(page: Path, root: Path) -> Iterator[dict[str, str]]:
    # What reads the pages for the tests reads them here, as they do.
    from tests.examples.directives import examples
    from tests.examples.notebook import notebook_examples
    from tests.examples.page import read_page
    from tests.examples.site import Site

    site = Site(root / "mkdocs.yml")
    notebook = page.suffix == ".py"
    found = (
        notebook_examples(page, site) if notebook else examples(read_page(page, site))
    )
    place = page.relative_to(root).as_posix()
    title = _title(page)
    for example in found:
        snippet = next(filter(None, (each.snippet for each in example.origins)), None)
        label = snippet.relative_to(root).as_posix() if snippet else ""
        yield {
            "place": place,
            "title": title,
            "label": label or f"{place}, line {example.line}",
            "href": f"/{page.relative_to(DOCS).as_posix()}",
            "digest": digest_of(example),
        }


def _title(page: Path) -> str:
    """Return the heading of a page or a notebook, or the name of its file."""
    text = page.read_text("utf-8") if page.is_file() else ""
    heading = _HEADING[page.suffix].search(text)
    return heading[1] if heading else page.relative_to(DOCS).as_posix()


def lists(page: str) -> bool:
    """Say whether a page depends on all others, because it shows what ran of them.

    Args:
        page: Its Markdown.
    """
    return any(place in page for place in PLACES)


class _Tables(Treeprocessor):
    def run(self, root: Element) -> None:
        places = [place for place in root.iter("p") if place.text in PLACES]
        found = cells() if places else []
        all_proofs = proofs() if found else []
        for place in places:
            name, place.tag, place.text = place.text, "div", None
            place.set("class", "compatibility")
            if not found:
                place.text = "Nothing has run yet: run nox."
            elif name == PLACES[0]:
                _environments(place, found)
            elif name == PLACES[1]:
                _pages(place, found, all_proofs)
            else:
                _differences(place, found, all_proofs)


def _environments(parent: Element, found: list[dict]) -> None:
    header = [
        "Keras",
        "Backend",
        "Python",
        "Run on",
        "Passed",
        "Marked",
        "Failed",
        "Minutes",
    ]
    body = _table(parent, header, found=True)
    for cell in found:
        row = SubElement(body, "tr")
        _cell(row, cell["keras"], "th")
        if "error" in cell:
            _cell(row, BACKENDS[cell["backend"]])
            _cell(row, "")
            _cell(row, cell["date"])
            why = _cell(row, f"✗ cannot be installed: {cell['error']}", kind="failed")
            why.set("colspan", "4")
            continue
        states = [state for state, _ in cell["states"].values()]
        count = {state: states.count(state) for state in SIGNS}
        _cell(row, f"{BACKENDS[cell['backend']]} {cell['packages'][cell['backend']]}")
        _cell(row, cell["python"])
        _cell(row, cell["date"])
        _cell(row, str(count["passed"] + count["numbers"]))
        _cell(row, str(count["needs"]))
        _cell(row, str(count["failed"]), kind="failed" if count["failed"] else "")
        _cell(row, f"{cell['seconds'] / 60:.1f}")


def _pages(parent: Element, found: list[dict], all_proofs: list[Proof]) -> None:
    found = [cell for cell in found if "error" not in cell]
    body = _table(parent, ["Page or topic of checks", *map(_name, found)])
    groups = {}
    for proof in all_proofs:
        groups.setdefault(proof.place, []).append(proof)
    for group in groups.values():
        row = SubElement(body, "tr")
        # A topic of checks is linked as a whole.
        href = group[0].href.partition("#")[0]
        _cell(row, group[0].title, "th", href)
        for cell in found:
            states = [_state(cell, proof)[0] for proof in group]
            shown = [
                f"{states.count(state)}\u00a0{sign}"
                for state, sign in SIGNS.items()
                if state in states
            ]
            ran = any(state != "not run" for state in states)
            text = " ".join(shown) if ran else SIGNS["not run"]
            kind = "failed" if "failed" in states else "" if ran else "absent"
            _cell(row, text, kind=kind)


def _differences(parent: Element, found: list[dict], all_proofs: list[Proof]) -> None:
    found = [cell for cell in found if "error" not in cell]
    body = _table(parent, ["Example or check", *map(_name, found)])
    ran = {place for cell in found for place, _ in cell["states"]}
    reasons = {}
    for proof in all_proofs:
        states = [_state(cell, proof) for cell in found]
        kinds = {state for state, _ in states}
        if proof.place not in ran or not kinds & {"needs", "failed"}:
            continue
        row = SubElement(body, "tr")
        _cell(row, proof.label, "th", proof.href, code=True)
        for cell, (state, why) in zip(found, states, strict=True):
            sign = SIGNS[state]
            _cell(row, sign, kind=CLASSES.get(sign, ""))
            if why:
                reasons.setdefault((proof.label, why), []).append(_name(cell))
    if reasons:
        items = SubElement(parent, "ul")
        for (label, why), names in reasons.items():
            item = SubElement(items, "li")
            item.text = AtomicString(f"{', '.join(names)}: ")
            SubElement(item, "code").text = AtomicString(label)
            SubElement(item, "br").tail = AtomicString(why)


def _state(cell: dict, proof: Proof) -> tuple[str, str]:
    return cell["states"].get((proof.place, proof.digest), ("not run", ""))


def _name(cell: dict) -> str:
    minor = ".".join(cell["keras"].split(".")[:2])
    other = cell["backend"] != "tensorflow"
    return f"{minor} {BACKENDS[cell['backend']]}" if other else minor


def _table(parent: Element, header: list[str], found: bool = False) -> Element:
    """Add a table. Search leads to what it lists, and to the table only if `found`."""
    table = SubElement(parent, "table", {} if found else {"data-search-exclude": "yes"})
    row = SubElement(SubElement(table, "thead"), "tr")
    for title in header:
        SubElement(row, "th", {"scope": "col"}).text = AtomicString(title)
    return SubElement(table, "tbody")


def _cell(
    row: Element,
    text: str,
    tag: str = "td",
    href: str = "",
    kind: str = "",
    code: bool = False,
) -> Element:
    cell = SubElement(row, tag, {"scope": "row"} if tag == "th" else {})
    if kind:
        cell.set("class", kind)
    holder = SubElement(cell, "a", {"href": href}) if href else cell
    if code:
        holder = SubElement(holder, "code")
        text, *rest = re.split("(?<=[_/])", text)
        for part in rest:
            # Long names are broken here, and nowhere else.
            SubElement(holder, "wbr").tail = AtomicString(part)
    holder.text = AtomicString(text)
    return cell


class CompatibilityExtension(Extension):
    """Replaces the places by tables."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after inline patterns (20), before MkDocs looks at links (0)."""
        md.treeprocessors.register(_Tables(md), "compatibility", 14)


def makeExtension(**kwargs) -> CompatibilityExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return CompatibilityExtension(**kwargs)
