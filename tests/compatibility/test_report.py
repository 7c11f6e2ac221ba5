"""The summary of a report lists failures by page."""

from docs._engine.pages.collection import Item
from tests.compatibility.report import summarize

CHECKS = "tests/checks/test_l1.py"
ITEMS = [
    Item("docs/l1.md", "L1", "snippets/l1/zeros/prune.py", "/l1.md", "aa"),
    Item(CHECKS, "Checks: l1", "l1_of_zero", "/checks/l1.md#l1_of_zero", "bb"),
]
CITING = {"l1_of_zero": {"l1.md": "L1", "l1/zeros.md": "Zeros"}}


def test_failures_are_listed_by_page():
    """A failed check concerns each page that cites it."""
    results = {
        "docs/l1.md": {"passed": ["cc"], "failed": {"aa": "ValueError: no"}},
        CHECKS: {"failed": {"bb": "assert 1 == 2"}},
    }
    text = summarize({"keras": "3.16.0.dev1", "results": results}, ITEMS, CITING)
    assert text.startswith("# What would break on Keras 3.16.0.dev1")
    zeros = text.index("## docs/l1/zeros.md")
    assert text.index("## docs/l1.md") < zeros
    assert "- `snippets/l1/zeros/prune.py`: ValueError: no" in text[:zeros]
    assert text.count("- `l1_of_zero`: assert 1 == 2") == 2


def test_passed_report_has_no_summary():
    """An empty report opens no issue."""
    results = {"docs/l1.md": {"passed": ["aa"]}}
    assert summarize({"keras": "3.16", "results": results}, ITEMS, CITING) == ""
