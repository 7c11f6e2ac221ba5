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
                f"{name} is not the report of an environment: run nox again."
            ) from None
    return sorted(reports, key=lambda report: report["order"])


def has_compatibility_table(page: str) -> bool:
    """Return whether a page shows what ran, so that an edit of any page changes it."""
    return any(placeholder in page for placeholder in PLACEHOLDERS)


class CompatibilityProcessor(Treeprocessor):
    """Replaces the placeholders by tables."""

    def run(self, root: Element) -> None:
        elements = [each for each in root.iter("p") if each.text in PLACEHOLDERS]
        self.reports = load_reports() if elements else []
        self.columns = {_name(each): each for each in self.reports if "states" in each}
        self.items = collect_items() if self.reports else []
        for element in elements:
            name, element.tag, element.text = element.text, "div", None
            element.set("class", "compatibility")
            if not self.reports:
                element.text = "Nothing has run yet: run nox."
            elif name == "[environments]":
                self.add_environments(element)
            elif name == "[what ran]":
                self.add_pages(element)
            else:
                self.add_differences(element)

    def add_environments(self, parent: Element) -> None:
        """Add a table of how much passed and failed in each environment."""
        body = _add_table(parent, [*ENVIRONMENT, *RESULTS])
        for report in self.reports:
            backend = BACKENDS[report["backend"]]
            row = _add_row(body, report["keras"])
            if "error" in report:
                _add_cells(row, backend, "", report["date"])
                _add_cells(row, f"✗ cannot be installed: {report['error']}")
                row[-1].set("colspan", str(len(RESULTS)))
                continue
            # A report may hold results of programs that were changed since.
            count = Counter(_state(report, item)[0] for item in self.items)
            _add_cells(row, f"{backend} {report['packages'][report['backend']]}")
            _add_cells(row, report["python"], report["date"])
            _add_cells(row, str(count["passed"] + count["other numbers"]))
            _add_cells(row, str(count["expected failure"]), str(count["failed"]))
            if count["failed"]:
                row[-1].set("class", "failed")
            _add_cells(row, f"{report['seconds'] / 60:.1f}")

    def add_pages(self, parent: Element) -> None:
        """Add a table of what ran of each page and each topic of checks."""
        body = _add_table(parent, ["Page or topic of checks", *self.columns])
        parent[-1].set("data-search-exclude", "yes")
        for _, members in groupby(self.items, lambda item: item.file):
            group = [*members]
            # A topic of checks is linked as a whole.
            href = link_to(self.md, group[0].href.partition("#")[0])
            row = _add_row(body, group[0].title, href)
            for report in self.columns.values():
                count = Counter(_state(report, item)[0] for item in group)
                counts = [
                    f"{count[state]}\u00a0{symbol}"
                    for state, symbol in SYMBOLS.items()
                    if count[state]
                ]
                ran = count.keys() != {"not run"}
                _add_cells(row, " ".join(counts) if ran else SYMBOLS["not run"])

    def add_differences(self, parent: Element) -> None:
        """Add a table of what does not hold everywhere, and a list of reasons."""
        body = _add_table(parent, ["Example or check", *self.columns])
        parent[-1].set("data-search-exclude", "yes")
        reports = self.columns.values()
        files = {file for report in reports for file, _ in report["states"]}
        reasons: dict[tuple[str, str], list[str]] = {}
        for item in self.items:
            states = [_state(report, item) for report in reports]
            failures = {"expected failure", "failed"} & {state for state, _ in states}
            if item.file not in files or not failures:
                continue
            row = _add_row(body, item.label, link_to(self.md, item.href), code=True)
            for name, (state, why) in zip(self.columns, states, strict=True):
                _add_cells(row, SYMBOLS[state])
                if why:
                    reasons.setdefault((item.label, why), []).append(name)
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


def _add_row(body: Element, text: str, href: str = "", code: bool = False) -> Element:
    row = SubElement(body, "tr")
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
    return row


def _add_cells(row: Element, *texts: str) -> None:
    for text in texts:
        cell = SubElement(row, "td")
        cell.text = text
        if SYMBOLS["failed"] in text:
            cell.set("class", "failed")
        elif text == SYMBOLS["not run"]:
            cell.set("class", "absent")
