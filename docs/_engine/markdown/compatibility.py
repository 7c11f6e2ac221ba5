"""Compatibility tables: `[environments]`, `[what ran]` and `[what differs]`.

Each file of docs/_data/compatibility is the report of a test run in one environment
(tests/compatibility/report_plugin.py). A result counts for the example or check that
was run, and for no other: one that was changed since has not run.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core.keras import BACKENDS, minor_version
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
CLASSES = {"✗": "failed", "–": "absent"}


def load_reports() -> list[dict[str, Any]]:
    """Return the report of each environment: TensorFlow first, then newest Keras first.

    Raises:
        ValueError: A file is no such report.
    """
    reports = []
    for file in REPORTS.glob("*.json"):
        try:
            report = json.loads(file.read_text("utf-8"))
            report["name"] = file.stem
            numbers = [int(part) for part in file.stem.partition("-")[0].split(".")]
            report["order"] = [-part for part in numbers]
            if "error" not in report:
                report["states"] = dict(_states(report["results"]))
            reports.append(report)
        except (ValueError, LookupError, TypeError, AttributeError):
            name = file.relative_to(ROOT).as_posix()
            raise ValueError(
                f"{name} is no report of an environment: run nox again."
            ) from None
    return sorted(
        reports, key=lambda report: (report["backend"] != "tensorflow", report["order"])
    )


def _states(
    results: dict[str, Any],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield the state of each example and check, and why it fails."""
    for file, groups in results.items():
        for state, group in groups.items():
            for digest in group:
                reason = group[digest] if state == "failed" else ""
                yield (file, digest), (state, reason)


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
        items = collect_items() if reports else []
        for element in elements:
            name, element.tag, element.text = element.text, "div", None
            element.set("class", "compatibility")
            if not reports:
                element.text = "Nothing has run yet: run nox."
            elif name == PLACEHOLDERS[0]:
                _add_environments(element, reports)
            elif name == PLACEHOLDERS[1]:
                _add_pages(self.md, element, reports, items)
            else:
                _add_differences(self.md, element, reports, items)


def _add_environments(parent: Element, reports: list[dict[str, Any]]) -> None:
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
    body = _add_table(parent, header, searchable=True)
    for report in reports:
        row = SubElement(body, "tr")
        _add_cell(row, report["keras"], "th")
        if "error" in report:
            _add_cell(row, BACKENDS[report["backend"]])
            _add_cell(row, "")
            _add_cell(row, report["date"])
            why = _add_cell(
                row, f"✗ cannot be installed: {report['error']}", kind="failed"
            )
            why.set("colspan", "4")
            continue
        states = [state for state, _ in report["states"].values()]
        count = {state: states.count(state) for state in SYMBOLS}
        _add_cell(
            row,
            f"{BACKENDS[report['backend']]} {report['packages'][report['backend']]}",
        )
        _add_cell(row, report["python"])
        _add_cell(row, report["date"])
        _add_cell(row, str(count["passed"] + count["other numbers"]))
        _add_cell(row, str(count["expected failure"]))
        _add_cell(row, str(count["failed"]), kind="failed" if count["failed"] else "")
        _add_cell(row, f"{report['seconds'] / 60:.1f}")


def _add_pages(
    md: Markdown, parent: Element, reports: list[dict[str, Any]], items: list[Item]
) -> None:
    reports = [report for report in reports if "error" not in report]
    body = _add_table(parent, ["Page or topic of checks", *map(_name, reports)])
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.file, []).append(item)
    for group in groups.values():
        row = SubElement(body, "tr")
        # A topic of checks is linked as a whole.
        href = link_to(md, group[0].href.partition("#")[0])
        _add_cell(row, group[0].title, "th", href)
        for report in reports:
            states = [_state(report, item)[0] for item in group]
            counts = [
                f"{states.count(state)}\u00a0{symbol}"
                for state, symbol in SYMBOLS.items()
                if state in states
            ]
            ran = any(state != "not run" for state in states)
            text = " ".join(counts) if ran else SYMBOLS["not run"]
            kind = "failed" if "failed" in states else "" if ran else "absent"
            _add_cell(row, text, kind=kind)


def _add_differences(
    md: Markdown, parent: Element, reports: list[dict[str, Any]], items: list[Item]
) -> None:
    reports = [report for report in reports if "error" not in report]
    body = _add_table(parent, ["Example or check", *map(_name, reports)])
    ran = {file for report in reports for file, _ in report["states"]}
    reasons: dict[tuple[str, str], list[str]] = {}
    for item in items:
        states = [_state(report, item) for report in reports]
        kinds = {state for state, _ in states}
        if item.file not in ran or not kinds & {"expected failure", "failed"}:
            continue
        row = SubElement(body, "tr")
        _add_cell(row, item.label, "th", link_to(md, item.href), code=True)
        for report, (state, why) in zip(reports, states, strict=True):
            symbol = SYMBOLS[state]
            _add_cell(row, symbol, kind=CLASSES.get(symbol, ""))
            if why:
                reasons.setdefault((item.label, why), []).append(_name(report))
    if reasons:
        entries = SubElement(parent, "ul")
        for (label, why), names in reasons.items():
            entry = SubElement(entries, "li")
            entry.text = AtomicString(f"{', '.join(names)}: ")
            SubElement(entry, "code").text = AtomicString(label)
            SubElement(entry, "br").tail = AtomicString(why)


def _state(report: dict[str, Any], item: Item) -> tuple[str, str]:
    return report["states"].get((item.file, item.digest), ("not run", ""))


def _name(report: dict[str, Any]) -> str:
    minor = minor_version(report["keras"])
    other = report["backend"] != "tensorflow"
    return f"{minor} {BACKENDS[report['backend']]}" if other else minor


def _add_table(parent: Element, header: list[str], searchable: bool = False) -> Element:
    """Add a table; search leads to it only if it is `searchable`."""
    table = SubElement(
        parent, "table", {} if searchable else {"data-search-exclude": "yes"}
    )
    row = SubElement(SubElement(table, "thead"), "tr")
    for title in header:
        SubElement(row, "th", {"scope": "col"}).text = AtomicString(title)
    return SubElement(table, "tbody")


def _add_cell(
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
