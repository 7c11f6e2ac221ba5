"""Pytest alone finds all there is to test, and one example by its name or line."""

from pathlib import Path

from docs._engine.core.paths import ROOT
from tests.support.pytest_project import run_pytest, write_pytest_project


def test_bare_pytest_collects_everything() -> None:
    """No page, notebook or test file is passed over by `pytest` alone."""
    listing = run_pytest(ROOT, "--collect-only", "-q").stdout
    pages = [
        page
        for page in (ROOT / "docs").rglob("*.md")
        if "```python" in page.read_text("utf-8")
    ]
    notebooks = (ROOT / "docs" / "notebooks").glob("*.py")
    for file in [*pages, *notebooks, *(ROOT / "tests").rglob("test_*.py")]:
        assert f"{file.relative_to(ROOT).as_posix()}::" in listing


PAGE = """\
# Page

## First *steps* { #first }

```python
--8<-- "topic/example.py"
```

## First steps

```python
x = 1
```

<!--pytest-codeblocks:expected-output-->

```text
```

```python
--8<-- "topic/example.py"
```

```python
x = 2
```
"""
NOTEBOOK = "# %% [markdown]\n# # Title\n\n# %%\n# a comment\nx = 1\n"


def test_names_stay_and_lines_lead_to_them(tmp_path: Path) -> None:
    """An example is called like its snippet, or like the heading that it is under."""
    write_pytest_project(tmp_path)
    for path, text in {
        "docs/page.md": PAGE,
        "docs/notebooks/notebook.py": NOTEBOOK,
        "docs/empty.md": "# Empty\n",
        "snippets/topic/example.py": "x = 0\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / path).write_text(text, "utf-8")
    first, second, third, fourth, cell = (
        "docs/page.md::topic/example.py",
        "docs/page.md::first-steps",
        "docs/page.md::topic/example.py-2",
        "docs/page.md::first-steps-2",
        "docs/notebooks/notebook.py::title",
    )

    def collect(*arguments: str) -> list[str]:
        run = run_pytest(tmp_path, "--collect-only", "-q", *arguments)
        return [line for line in run.stdout.splitlines() if "::" in line]

    assert {*collect("docs")} == {first, second, third, fourth, cell}
    lines = [5, 7, 11, 18, 21, 26]
    assert collect(*(f"docs/page.md:{line}" for line in lines)) == [
        first,
        second,
        third,
        fourth,
    ]
    assert collect("docs/notebooks/notebook.py:5") == [cell]
    assert run_pytest(tmp_path, third).returncode == 0
    for argument, message in {
        "docs/page.md:3": "no example is on this line. Examples are on lines 5 to 7, ",
        "docs/empty.md:1": "this page has no examples.",
    }.items():
        run = run_pytest(tmp_path, argument)
        assert f"ERROR: {argument}: {message}" in run.stderr
