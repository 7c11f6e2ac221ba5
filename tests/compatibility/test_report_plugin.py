"""The report of an environment holds the result of each example and check."""

import json
import shutil
from pathlib import Path
from typing import Any

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


REPORT = ["-p", "tests.compatibility.report_plugin", "--compat-report", "report.json"]


def run_everything(project: Path, *options: str) -> dict[str, Any]:
    """Run everything as the matrix does, and return the report."""
    result = run_pytest(project, "docs", "tests", "-n", "2", *REPORT, *options)
    assert result.returncode == 1, result.stdout + result.stderr
    return json.loads((project / "report.json").read_text("utf-8"))


def digest_of(code: str) -> str:
    """Return the digest of an example that shows an output."""
    return text_digest(code, "loss -0.5 after 10\n")


def test_report_has_each_result(project: Path):
    """One state for each; the worst of a check's parameters; reasons of failures."""
    report = run_everything(project, "--other-numbers")
    assert report["keras"] == keras_version()
    assert report["backend"] == "tensorflow"
    assert report["packages"].keys() <= set(PACKAGES)
    results = report["results"]
    assert results["docs/same.md"] == {"passed": [digest_of(SAME)]}
    assert results["docs/other.md"] == {"other numbers": [digest_of(OTHER)]}
    reason = "prints error -0.5 after 10"
    assert results["docs/words.md"] == {"failed": {digest_of(WORDS): reason}}
    newer = text_digest("1 / 0", "", "since('99.0',)")
    assert results["docs/newer.md"] == {"expected failure": [newer]}
    (source,) = [CHECK.partition("\n\n\n")[2]]
    assert results["tests/test_one.py"] == {
        "failed": {text_digest(source): "assert 2 == 1"}
    }


def test_other_numbers_fail_where_they_are_not_expected(project: Path):
    """With the back end that pages are written for, each digit counts."""
    results = run_everything(project)["results"]
    assert list(results["docs/other.md"]) == ["failed"]


def test_reported_results_are_reused(project: Path, monkeypatch):
    """Failures and edited examples run again; a new environment runs everything."""
    before = run_everything(project)
    assert list(before["results"]["docs/same.md"]) == ["passed"]
    for name in "words", "other":
        shutil.copy(project / "docs" / "same.md", project / "docs" / f"{name}.md")
    command = ["docs", *REPORT, "--reuse-report"]
    result = run_pytest(project, *command)
    assert "2 passed, 2 deselected" in result.stdout, result.stdout
    file = project / "report.json"
    report = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(report | {"python": "3.1.4"}), "utf-8")
    result = run_pytest(project, *command)
    assert "3 passed, 1 xfailed" in result.stdout, result.stdout


def test_nothing_left_to_run_is_no_failure(project: Path):
    """A report with a result for everything is complete."""
    run_everything(project)
    result = run_pytest(project, "docs/same.md", *REPORT, "--reuse-report")
    assert "1 deselected" in result.stdout, result.stdout
    assert result.returncode == 0, result.stdout


def test_page_that_cannot_be_read_leaves_no_result(project: Path):
    """A report without this page would look complete."""
    (project / "docs" / "broken.md").write_text("```python\n", "utf-8")
    assert run_pytest(project, "docs", *REPORT).returncode != 0
    assert not (project / "report.json").exists()
