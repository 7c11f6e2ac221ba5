"""Compatibility tables: `[environments]`, `[what ran]` and `[what differs]`.

Each file of docs/_data/compatibility is the report of a test run in one environment
(tests/compatibility/report_plugin.py). A result counts for the example or check that
was run, and for no other: one that was changed since has not run.
"""

import json
import re
from collections import Counter
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from docs._engine.core.keras import BACKENDS, minor_version, version_tuple
from docs._engine.core.paths import ROOT
from docs._engine.core.results import DATA
from docs._engine.markdown.links import link_to
from docs._engine.pages.collection import Item, collect_items

REPORTS = DATA / "compatibility"
PLACEHOLDERS = "[environments]", "[what ran]", "[what differs]"
SYMBOLS = {
    "passed": "✓",
    "other numbers": "≈",
    "expected failure": "○",
    "failed": "✗",
    "not run": "–",
}
"""What a table shows for each state of an example or check."""
ENVIRONMENT = "Keras", "Backend", "Python", "Run on"
RESULTS = "Passed", "Marked", "Failed", "Minutes"

Report = dict[str, Any]


def load_reports() -> list[Report]:
    """Return the report of each environment: TensorFlow first, then newest Keras first.

    Raises:
        ValueError: A file is no such report.
    """
    reports = []
    for file in REPORTS.glob("*.json"):
        try:
            report = json.loads(file.read_text("utf-8"))
            report["name"] = file.stem
            major, minor = version_tuple(file.stem.partition("-")[0])
            report["order"] = report["backend"] != "tensorflow", -major, -minor
            if "error" not in report:
                # The state of each example and check, and why it fails.
                report["states"] = {
                    (path, digest): (state, group[digest] if state == "failed" else "")
                    for path, groups in report["results"].items()
                    for state, group in groups.items()
                    for digest in group
                }
            reports.append(report)
        except (ValueError, LookupError, TypeError, AttributeError):
            name = file.relative_to(ROOT).as_posix()
            raise ValueError(
                f"{name} is no report of an environment: run nox again."
            ) from None
    return sorted(reports, key=lambda report: report["order"])


def has_compatibility_table(page: str) -> bool:
    """Return whether the page shows what ran, so that an edit of any page changes it.

    Args:
        page: Its Markdown.
    """
    return any(placeholder in page for placeholder in PLACEHOLDERS)


class CompatibilityProcessor(Treeprocessor):
    """Replaces the placeholders by tables."""

    def run(self, root: Element) -> None:
        elements = [each for each in root.iter("p") if each.text in PLACEHOLDERS]
        reports = load_reports() if elements else []
        installed = [report for report in reports if "error" not in report]
        items = collect_items() if reports else []
        for element in elements:
            name, element.tag, element.text = element.text, "div", None
            element.set("class", "compatibility")
            if not reports:
                element.text = "Nothing has run yet: run nox."
            elif name == "[environments]":
                _add_environments(element, reports)
            elif name == "[what ran]":
                _add_pages(self.md, element, installed, items)
            else:
                _add_differences(self.md, element, installed, items)


def _add_environments(parent: Element, reports: list[Report]) -> None:
    body = _add_table(parent, [*ENVIRONMENT, *RESULTS])
    for report in reports:
        backend = BACKENDS[report["backend"]]
        row = SubElement(body, "tr")
        _add_header_cell(row, report["keras"])
        if "error" in report:
            _add_cells(row, backend, "", report["date"])
            _add_cells(row, f"✗ cannot be installed: {report['error']}")
            row[-1].set("colspan", str(len(RESULTS)))
            continue
        count = Counter(state for state, _ in report["states"].values())
        _add_cells(row, f"{backend} {report['packages'][report['backend']]}")
        _add_cells(row, report["python"], report["date"])
        _add_cells(row, str(count["passed"] + count["other numbers"]))
        _add_cells(row, str(count["expected failure"]), str(count["failed"]))
        if count["failed"]:
            row[-1].set("class", "failed")
        _add_cells(row, f"{report['seconds'] / 60:.1f}")


def _add_pages(
    md: Markdown, parent: Element, reports: list[Report], items: list[Item]
) -> None:
    body = _add_table(parent, ["Page or topic of checks", *map(_name, reports)])
    parent[-1].set("data-search-exclude", "yes")
    for _, members in groupby(items, lambda item: item.file):
        group = [*members]
        row = SubElement(body, "tr")
        # A topic of checks is linked as a whole.
        href = link_to(md, group[0].href.partition("#")[0])
        _add_header_cell(row, group[0].title, href)
        for report in reports:
            count = Counter(_state(report, item)[0] for item in group)
            counts = [
                f"{count[state]}\u00a0{symbol}"
                for state, symbol in SYMBOLS.items()
                if count[state]
            ]
            ran = count.keys() != {"not run"}
            _add_cells(row, " ".join(counts) if ran else SYMBOLS["not run"])


def _add_differences(
    md: Markdown, parent: Element, reports: list[Report], items: list[Item]
) -> None:
    body = _add_table(parent, ["Example or check", *map(_name, reports)])
    parent[-1].set("data-search-exclude", "yes")
    files = {file for report in reports for file, _ in report["states"]}
    reasons: dict[tuple[str, str], list[str]] = {}
    for item in items:
        states = [_state(report, item) for report in reports]
        differing = {"expected failure", "failed"} & {state for state, _ in states}
        if item.file not in files or not differing:
            continue
        row = SubElement(body, "tr")
        _add_header_cell(row, item.label, link_to(md, item.href), code=True)
        _add_cells(row, *(SYMBOLS[state] for state, _ in states))
        for report, (_, why) in zip(reports, states, strict=True):
            if why:
                reasons.setdefault((item.label, why), []).append(_name(report))
    entries = SubElement(parent, "ul") if reasons else parent
    for (label, why), names in reasons.items():
        entry = SubElement(entries, "li")
        entry.text = f"{', '.join(names)}: "
        SubElement(entry, "code").text = label
        SubElement(entry, "br").tail = why


def _state(report: Report, item: Item) -> tuple[str, str]:
    return report["states"].get((item.file, item.digest), ("not run", ""))


def _name(report: Report) -> str:
    minor = minor_version(report["keras"])
    other = report["backend"] != "tensorflow"
    return f"{minor} {BACKENDS[report['backend']]}" if other else minor


def _add_table(parent: Element, header: list[str]) -> Element:
    table = SubElement(parent, "table")
    row = SubElement(SubElement(table, "thead"), "tr")
    for title in header:
        SubElement(row, "th", {"scope": "col"}).text = title
    return SubElement(table, "tbody")


def _add_header_cell(
    row: Element, text: str, href: str = "", code: bool = False
) -> None:
    holder = SubElement(row, "th", {"scope": "row"})
    if href:
        holder = SubElement(holder, "a", {"href": href})
    if code:
        holder = SubElement(holder, "code")
        text, *rest = re.split("(?<=[_/])", text)
        for part in rest:
            # Long names are broken here, and nowhere else.
            SubElement(holder, "wbr").tail = part
    holder.text = text


def _add_cells(row: Element, *texts: str) -> None:
    for text in texts:
        cell = SubElement(row, "td")
        cell.text = text
        if SYMBOLS["failed"] in text:
            cell.set("class", "failed")
        elif text == SYMBOLS["not run"]:
            cell.set("class", "absent")


class CompatibilityExtension(Extension):
    """Replaces the placeholders by tables."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after terms are linked (11), before the layout of tags (10)."""
        md.treeprocessors.register(CompatibilityProcessor(md), "compatibility", 10.5)


def makeExtension(**kwargs: Any) -> CompatibilityExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return CompatibilityExtension(**kwargs)
