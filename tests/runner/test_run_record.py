"""A run of everything that passes leaves a record of what it ran; no other run does."""

import json
from pathlib import Path

import pytest
from _pytest.config import _prepareconfig

from docs._engine.core import git as core_git
from docs._engine.core.run_record import RECORD
from tests.support.pytest_project import run_pytest, write_pytest_project

# A citation is looked up among this guide's checks, so it takes the name of one.
CHECK = "l2_is_strength_times_sum_of_squares"
PAGE = f"""\
# One

One is one.[✓](check:{CHECK})

```python
assert 1 == 1
```

<!--pytest.mark.skip(reason="it is not run")-->

```bash
false
```
"""


def git(root: Path, *arguments: str) -> str:
    """Run git as somebody."""
    who = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    return core_git.git(root, *who, *arguments)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed site whose page has an example and a statement."""
    # This test may itself be run by a worker.
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    write_pytest_project(tmp_path)
    with (tmp_path / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write('testpaths = ["docs", "tests"]\n')
    (tmp_path / ".gitignore").write_text(".cache/\n__pycache__/\n", "utf-8")
    (tmp_path / "docs" / "one.md").write_text(PAGE, "utf-8")
    (tmp_path / "tests" / "checks").mkdir(parents=True, exist_ok=True)
    check = f'def test_{CHECK}():\n    """One is one."""\n    assert 1 == 1\n'
    (tmp_path / "tests" / "checks" / "test_one.py").write_text(check, "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    return tmp_path


def test_run_of_everything_leaves_a_record(project: Path) -> None:
    """Of this commit: on each page, the examples and statements that passed."""
    result = run_pytest(project, "-n", "2")
    assert result.returncode == 0, result.stdout + result.stderr
    run = json.loads((project / RECORD).read_text("utf-8"))
    assert run["commit"] == git(project, "rev-parse", "HEAD")
    assert run["pages"] == {"one.md": {"examples": 1, "statements": 1}}


def test_partial_run_leaves_none(project: Path) -> None:
    """What was left out may fail."""
    assert run_pytest(project, "-k", "one").returncode == 0
    assert not (project / RECORD).exists()


REPORT = ["-p", "tests.compatibility.report_plugin", "--compat-report", "x.json"]


@pytest.mark.parametrize(
    ("options", "records"),
    [
        ([], True),
        (["--slow"], True),
        (REPORT, True),
        (["-k", "one"], False),
        (["-m", "slow"], False),
        (["--ignore=docs/other"], False),
        (["--ignore-glob=docs/other*"], False),
        (["--deselect=docs/one.md"], False),
        (["--collect-only"], False),
        (["--lf"], False),
        (["--stepwise"], False),
        (["--update-output"], False),
        (["--other-numbers"], False),
        (["docs"], False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_only_a_whole_run_records(
    project: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], records: bool
) -> None:
    """An option that leaves something out, or lets a difference pass, is partial."""
    monkeypatch.chdir(project)
    config = _prepareconfig(options)
    try:
        config._do_configure()
        assert config.pluginmanager.has_plugin("record") == records
    finally:
        config._ensure_unconfigure()


def test_failure_takes_the_record_away(project: Path) -> None:
    """What passed before, and fails now, is no longer known to hold."""
    (project / RECORD).parent.mkdir()
    (project / RECORD).write_text("{}", "utf-8")
    check = project / "tests" / "checks" / "test_one.py"
    check.write_text(check.read_text("utf-8").replace("1 == 1", "1 == 2"), "utf-8")
    git(project, "commit", "-qam", "x")
    assert run_pytest(project, "-n", "0").returncode == 1
    assert not (project / RECORD).exists()


def test_change_that_is_not_committed_leaves_none(project: Path) -> None:
    """Nobody could tell later what ran."""
    with (project / "docs" / "one.md").open("a") as page:
        page.write("\nTwo.\n")
    assert run_pytest(project, "-n", "0").returncode == 0
    assert not (project / RECORD).exists()
