"""Pytest alone finds all there is to test."""

from docs._engine.core.paths import ROOT
from tests.support.pytest_project import run_pytest


def test_bare_pytest_collects_everything() -> None:
    """No page, notebook or test file is passed over by `pytest` alone."""
    collected = run_pytest(ROOT, "--collect-only", "-q").stdout
    pages = [
        page
        for page in (ROOT / "docs").rglob("*.md")
        if "```python" in page.read_text("utf-8")
    ]
    notebooks = (ROOT / "docs" / "notebooks").glob("*.py")
    for file in [*pages, *notebooks, *(ROOT / "tests").rglob("test_*.py")]:
        assert f"{file.relative_to(ROOT).as_posix()}::" in collected
