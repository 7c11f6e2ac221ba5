"""Reports of an environment hold what each example and check did."""

import json
import shutil
from pathlib import Path

import pytest

from docs._engine.core.keras import keras_version
from docs._engine.pages.collection import text_digest
from tests.compatibility.report_plugin import PACKAGES
from tests.support.pytest_project import run_pytest, write_pytest_project

OUTPUT = "loss -0.5 after 10\n"
SAME = 'print("loss -0.5 after 10")'
OTHER = 'print("loss 1.25e-3 after 10")'
WORDS = 'print("error -0.5 after 10")'
UNMET = '<!--pytest.mark.backend("jax")-->\n```python\n1 / 0\n```\n'
CHECK = '''\
@pytest.mark.parametrize("number", [1, 2])
def test_one(number):
    """One is one."""
    assert number == 1
'''
REPORT = ["-p", "tests.compatibility.report_plugin", "--compat-report", "report.json"]


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Path:
    """A project, run once, with an example for each way to end, and a check."""
    project = tmp_path_factory.mktemp("project")
    write_pytest_project(project)
    for name, code in {"same": SAME, "other": OTHER, "words": WORDS}.items():
        shown = f"<!--pytest-codeblocks:expected-output-->\n```text\n{OUTPUT}```\n"
        page = f"```python\n{code}\n```\n{shown}"
        (project / "docs" / f"{name}.md").write_text(page, "utf-8")
    (project / "docs" / "unmet.md").write_text(UNMET, "utf-8")
    (project / "tests").mkdir()
    check = f"import pytest\n\n\n{CHECK}"
    (project / "tests" / "test_one.py").write_text(check, "utf-8")
    result = run_pytest(project, "docs", "tests", "-n", "2", *REPORT)
    assert result.returncode == 1, result.stdout + result.stderr
    return project


@pytest.fixture
def project(reported: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(reported, tmp_path / "project")


def test_report_holds_each_outcome(reported: Path):
    """One state for each; of a check with parameters the worst; and why it fails."""
    report = json.loads((reported / "report.json").read_text("utf-8"))
    assert report["keras"] == keras_version()
    assert report["backend"] == "tensorflow"
    assert report["packages"].keys() <= set(PACKAGES)
    other, words = "prints loss 1.25e-3 after 10", "prints error -0.5 after 10"
    assert report["results"] == {
        "docs/unmet.md": {
            "expected failure": [text_digest("1 / 0", "", "backend('jax',)")]
        },
        "docs/other.md": {"failed": {text_digest(OTHER, OUTPUT): other}},
        "docs/same.md": {"passed": [text_digest(SAME, OUTPUT)]},
        "docs/words.md": {"failed": {text_digest(WORDS, OUTPUT): words}},
        "tests/test_one.py": {"failed": {text_digest(CHECK): "assert 2 == 1"}},
    }


def test_other_numbers_count_where_they_are_expected(project: Path):
    """With the option, words have to be those shown, and numbers need not."""
    run_pytest(project, "docs/other.md", "docs/words.md", *REPORT, "--other-numbers")
    report = json.loads((project / "report.json").read_text("utf-8"))
    other, words = report["results"].values()
    assert other == {"other numbers": [text_digest(OTHER, OUTPUT)]}
    assert [*words] == ["failed"]


def test_only_new_runs_what_has_no_result(project: Path):
    """An edited example and a failed one run; the others keep their results."""
    before = json.loads((project / "report.json").read_text("utf-8"))
    output = "<!--pytest-codeblocks:expected-output-->\n```text\n7\n```\n"
    page = project / "docs" / "same.md"
    page.write_text(f"{page.read_text('utf-8')}\n```python\nprint(7)\n```\n{output}")
    (project / "docs" / "other.md").unlink()
    options = ["-n", "2", *REPORT, "--only-new"]
    printed = run_pytest(project, "docs", "tests", *options).stdout
    # docs/words.md and the check with one of its parameters fail again.
    assert "2 failed, 2 passed" in printed
    after = json.loads((project / "report.json").read_text("utf-8"))
    assert after["seconds"] >= before["seconds"] + 1
    first, second = text_digest(SAME, OUTPUT), text_digest("print(7)", "7\n")
    expected = {**before["results"], "docs/same.md": {"passed": [first, second]}}
    del expected["docs/other.md"]
    assert {name: sorted(states) for name, states in after["results"].items()} == {
        name: sorted(states) for name, states in expected.items()
    }
    assert sorted(after["results"]["docs/same.md"]["passed"]) == sorted([first, second])


def test_only_new_runs_everything_with_other_packages(project: Path):
    """A result of another Keras says nothing about this one."""
    file = project / "report.json"
    report = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**report, "keras": "3.0.0"}))
    options = [*REPORT, "--only-new"]
    assert "1 passed" in run_pytest(project, "docs/same.md", *options).stdout
    assert "1 deselected" in run_pytest(project, "docs/same.md", *options).stdout


@pytest.mark.parametrize("text", ["", "[]", '{"keras": "3'])
def test_only_new_needs_a_report(project: Path, text: str):
    """A damaged file is named and left alone; so is an option without a file."""
    file = project / "report.json"
    file.write_text(text)
    result = run_pytest(project, "docs/same.md", *REPORT, "--only-new")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "report.json is not a report" in result.stderr
    assert file.read_text() == text
    result = run_pytest(project, "docs/same.md", *REPORT[:2], "--only-new")
    assert "name the report, --compat-report FILE" in result.stderr


def test_page_that_cannot_be_read_leaves_no_report(project: Path):
    """A report without this page would look complete."""
    (project / "report.json").unlink()
    (project / "docs" / "broken.md").write_text("```python\n", "utf-8")
    assert run_pytest(project, "docs", "-n", "2", *REPORT).returncode != 0
    assert not (project / "report.json").exists()
