"""What a cell of the matrix says of itself is what its tests did."""

import json
import shutil
from pathlib import Path

import pytest

from docs._engine.core.keras import keras_version
from docs._engine.pages.collection import text_digest
from tests.compatibility.report_plugin import PACKAGES
from tests.support.pytest_project import frame, run_pytest

SHOWN = """\
```python
{code}
```
<!--pytest-codeblocks:expected-output-->
```text
loss -0.5 after 10
```
"""
SAME = 'print("loss -0.5 after 10")'
OTHER = 'print("loss 1.25e-3 after 10")'
WORDS = 'print("error -0.5 after 10")'
NEWER = '<!--pytest.mark.since("99.0")-->\n```python\n1 / 0\n```\n'
CHECK = '''\
import pytest


@pytest.mark.parametrize("number", [1, 2])
def test_one(number):
    """One is one."""
    assert number == 1
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with an example for each way to end, and a check."""
    frame(tmp_path)
    pages = {"same": SAME, "other": OTHER, "words": WORDS}
    for name, code in pages.items():
        (tmp_path / "docs" / f"{name}.md").write_text(SHOWN.format(code=code), "utf-8")
    (tmp_path / "docs" / "newer.md").write_text(NEWER, "utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text(CHECK, "utf-8")
    return tmp_path


def cell(project: Path, *options: str) -> dict:
    """Run everything as the matrix does, and return what the cell says."""
    command = [
        "docs",
        "tests",
        "-n",
        "2",
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        "c.json",
    ]
    result = run_pytest(project, *command, *options)
    assert result.returncode == 1, result.stdout + result.stderr
    return json.loads((project / "c.json").read_text("utf-8"))


def known(code: str) -> str:
    """Return the digest of an example that shows an output."""
    return text_digest(code, "loss -0.5 after 10\n")


def test_cell_says_what_its_tests_did(project: Path):
    """One state for each; of a check with parameters the worst; and why it fails."""
    said = cell(project, "--other-numbers")
    assert said["keras"] == keras_version()
    assert said["backend"] == "tensorflow"
    assert said["packages"].keys() <= set(PACKAGES)
    results = said["results"]
    assert results["docs/same.md"] == {"passed": [known(SAME)]}
    assert results["docs/other.md"] == {"other numbers": [known(OTHER)]}
    why = "prints error -0.5 after 10"
    assert results["docs/words.md"] == {"failed": {known(WORDS): why}}
    needs = text_digest("1 / 0", "", "since('99.0',)")
    assert results["docs/newer.md"] == {"expected failure": [needs]}
    (source,) = [CHECK.partition("\n\n\n")[2]]
    assert results["tests/test_one.py"] == {
        "failed": {text_digest(source): "assert 2 == 1"}
    }


def test_other_numbers_fail_where_they_are_not_expected(project: Path):
    """With the backend that the pages were made with, each digit counts."""
    results = cell(project)["results"]
    assert list(results["docs/other.md"]) == ["failed"]


def test_what_is_told_need_not_run_again(project: Path, monkeypatch):
    """It runs what failed, or has changed; another environment runs everything."""
    before = cell(project)
    assert list(before["results"]["docs/same.md"]) == ["passed"]
    for name in "words", "other":
        shutil.copy(project / "docs" / "same.md", project / "docs" / f"{name}.md")
    command = [
        "docs",
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        "c.json",
        "--reuse-report",
    ]
    result = run_pytest(project, *command)
    assert "2 passed, 2 deselected" in result.stdout, result.stdout
    file = project / "c.json"
    told = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(told | {"python": "3.1.4"}), "utf-8")
    result = run_pytest(project, *command)
    assert "3 passed, 1 xfailed" in result.stdout, result.stdout


def test_nothing_left_to_run_is_no_failure(project: Path):
    """A cell whose file tells of everything is done."""
    cell(project)
    command = [
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        "c.json",
        "--reuse-report",
    ]
    result = run_pytest(project, "docs/same.md", *command)
    assert "1 deselected" in result.stdout, result.stdout
    assert result.returncode == 0, result.stdout


def test_page_that_cannot_be_read_leaves_no_result(project: Path):
    """A cell without this page would look complete."""
    (project / "docs" / "broken.md").write_text("```python\n", "utf-8")
    command = [
        "docs",
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        "c.json",
    ]
    assert run_pytest(project, *command).returncode != 0
    assert not (project / "c.json").exists()
