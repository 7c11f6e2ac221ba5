"""Reports of an environment hold what each example and check did."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from docs._engine.core.keras import keras_version
from docs._engine.pages.collection import text_digest
from tests.compatibility.report_plugin import PACKAGES
from tests.support.pytest_project import run_pytest, write_pytest_project

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


REPORT = ["-p", "tests.compatibility.report_plugin", "--compat-report", "report.json"]


def write_project(root: Path) -> Path:
    """Write a site with an example for each way to end, and a check."""
    write_pytest_project(root)
    pages = {"same": SAME, "other": OTHER, "words": WORDS}
    for name, code in pages.items():
        (root / "docs" / f"{name}.md").write_text(SHOWN.format(code=code), "utf-8")
    (root / "docs" / "newer.md").write_text(NEWER, "utf-8")
    (root / "tests").mkdir()
    (root / "tests" / "test_one.py").write_text(CHECK, "utf-8")
    return root


def run_everything(project: Path, *options: str) -> dict[str, Any]:
    """Run everything in two processes, and return the report."""
    result = run_pytest(project, "docs", "tests", "-n", "2", *REPORT, *options)
    assert result.returncode == 1, result.stdout + result.stderr
    return json.loads((project / "report.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Path:
    """A project of which everything has run once."""
    project = write_project(tmp_path_factory.mktemp("project"))
    run_everything(project)
    return project


@pytest.fixture
def project(reported: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(reported, tmp_path / "project")


def digest_of(code: str) -> str:
    """Return the digest of an example that shows an output."""
    return text_digest(code, "loss -0.5 after 10\n")


def test_report_holds_each_outcome(tmp_path: Path):
    """One state for each; of a check with parameters the worst; and why it fails."""
    report = run_everything(write_project(tmp_path), "--other-numbers")
    assert report["keras"] == keras_version()
    assert report["backend"] == "tensorflow"
    assert report["packages"].keys() <= set(PACKAGES)
    results = report["results"]
    assert results["docs/same.md"] == {"passed": [digest_of(SAME)]}
    assert results["docs/other.md"] == {"other numbers": [digest_of(OTHER)]}
    why = "prints error -0.5 after 10"
    assert results["docs/words.md"] == {"failed": {digest_of(WORDS): why}}
    newer = text_digest("1 / 0", "", "since('99.0',)")
    assert results["docs/newer.md"] == {"expected failure": [newer]}
    (source,) = [CHECK.partition("\n\n\n")[2]]
    assert results["tests/test_one.py"] == {
        "failed": {text_digest(source): "assert 2 == 1"}
    }


def test_other_numbers_fail_where_they_are_not_expected(reported: Path):
    """Without the option, what is shown is what has to be printed."""
    results = json.loads((reported / "report.json").read_text("utf-8"))["results"]
    assert list(results["docs/other.md"]) == ["failed"]


def test_passed_results_are_reused(project: Path):
    """It runs what failed, or has changed; another environment runs everything."""
    for name in "words", "other":
        shutil.copy(project / "docs" / "same.md", project / "docs" / f"{name}.md")
    result = run_pytest(project, "docs", *REPORT, "--reuse-report")
    assert "2 passed, 2 deselected" in result.stdout, result.stdout
    file = project / "report.json"
    report = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(report | {"python": "3.1.4"}), "utf-8")
    result = run_pytest(project, "docs", *REPORT, "--reuse-report")
    assert "3 passed, 1 xfailed" in result.stdout, result.stdout


def test_nothing_left_to_run_is_no_failure(project: Path):
    """An environment whose report has everything is done."""
    result = run_pytest(project, "docs/same.md", *REPORT, "--reuse-report")
    assert "1 deselected" in result.stdout, result.stdout
    assert result.returncode == 0, result.stdout


def test_page_that_cannot_be_read_leaves_no_report(tmp_path: Path):
    """A report without this page would look complete."""
    write_project(tmp_path)
    (tmp_path / "docs" / "broken.md").write_text("```python\n", "utf-8")
    assert run_pytest(tmp_path, "docs", *REPORT).returncode != 0
    assert not (tmp_path / "report.json").exists()
