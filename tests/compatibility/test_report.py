"""The summary of a report lists failures by page."""

from typing import Any

from docs._engine.pages.collection import Item
from tests.compatibility.report import summarize

ITEMS = [
    Item("docs/l1.md", "L1", "snippets/l1/zeros/prune.py", "/l1.md", "aa"),
    Item(
        "tests/checks/test_l1.py",
        "Checks: l1",
        "l1_of_zero",
        "/reference/checks/l1.md#l1_of_zero",
        "bb",
    ),
]


def report(**failed: dict[str, str]) -> dict[str, Any]:
    """Return the report of an environment."""
    results = {
        file: {"passed": ["cc"], "failed": each} if each else {"passed": ["cc"]}
        for file, each in failed.items()
    }
    return {"keras": "3.16.0.dev1", "results": results}


def test_failures_are_listed_by_page():
    """A failed check concerns each page that cites it."""
    failures = report(
        **{
            "docs/l1.md": {"aa": "ValueError: no"},
            "tests/checks/test_l1.py": {"bb": "assert 1 == 2"},
        }
    )
    citing = {"l1_of_zero": {"l1.md": "L1", "l1/zeros.md": "Zeros"}}
    text = summarize(failures, ITEMS, citing)
    assert text.startswith("# What would break on Keras 3.16.0.dev1")
    zeros = text.index("## docs/l1/zeros.md")
    assert text.index("## docs/l1.md") < zeros
    assert "- `snippets/l1/zeros/prune.py`: ValueError: no" in text[:zeros]
    assert text.count("- `l1_of_zero`: assert 1 == 2") == 2


def test_passed_report_has_no_summary():
    """An empty report opens no issue."""
    assert summarize(report(**{"docs/l1.md": {}}), ITEMS, {}) == ""
