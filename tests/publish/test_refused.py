"""What was not run, is not committed, or warns, is published by no command."""

import subprocess
import sys
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from tests.publish.project import (
    KERAS,
    MINOR,
    OLD_KERAS,
    THIS,
    Project,
    create,
    fake_environment,
    variables,
)


def run(root: Path, *command: str) -> tuple[int, str]:
    """Run a command, and return its exit code and what it printed."""
    result = subprocess.run(
        command,
        cwd=root,
        # The engine is that of the project, as in any clone.
        env=variables(PYTHONPATH=str(root)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )
    return result.returncode, result.stdout


def branches(project: Project) -> tuple[str, str]:
    """Return what is published, and what a mike in the clone has made of it."""
    local = project.git("for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")
    return project.tip(), local or project.tip()


@pytest.mark.parametrize("name", ["docs/new.md", "mkdocs.yml", "tests/test_new.py"])
def test_what_is_not_committed_is_not_published(project: Project, name: str):
    """A page, a setting, a test: the message names it."""
    before = branches(project)
    (project.root / name).parent.mkdir(exist_ok=True)
    with (project.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    code, output = project.publish(THIS)
    assert code != 0
    assert "These files are not committed" in output
    assert name.split("/")[0] in output
    assert "Nothing was published." in output
    assert branches(project) == before


def test_without_a_record_nothing_is_built(project: Project):
    """Neither by the command, nor by mike with any option."""
    before = branches(project)
    (project.root / ".cache" / "run.json").unlink()
    forced = ["-q", "deploy", "--ignore-remote-status", "--push", "--allow-empty"]
    for code, output in (
        project.publish(THIS),
        run(project.root, "mike", "deploy", MINOR),
        run(project.root, "mike", *forced, MINOR),
    ):
        assert code != 0
        assert ".cache/run.json: there is no record of a run that passed" in output
        assert "Nothing was published." in output
        assert "building" not in output.lower()
    assert branches(project) == before


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"commit": "0" * 40}, "it ran at commit 00000000, this is "),
        ({"keras": "3.0.1"}, f"it ran on Keras 3.0.1, this is Keras {KERAS}"),
        ({"pages": {}}, "nothing ran"),
        ({"pages": 1}, "this is no record of a test run"),
    ],
)
def test_another_record_does_not_count(project: Project, other: dict, reason: str):
    """Of another commit, another Keras, of nothing."""
    file = project.record_run(**other)
    file.replace(project.root / ".cache" / "run.json")
    code, output = project.publish(THIS)
    assert code != 0
    assert reason in output
    assert "Nothing was published." in output


def test_mike_does_not_build_what_is_not_committed(project: Project):
    """It would build it under the name of the commit."""
    before = branches(project)
    (project.root / "docs" / "dropout.md").write_text("# Dropout\n\n## Rate\n", "utf-8")
    code, output = run(project.root, "mike", "-q", "deploy", MINOR)
    assert code != 0
    assert "not committed" in output
    assert "docs/dropout.md" in output
    assert branches(project) == before


def test_a_warning_fails_the_build(project: Project):
    """Even though mike has no --strict, and MkDocs is silent under -q."""
    before = branches(project)
    project.commit(l2="# L2\n\n[Gone](dropout.md#gone)\n")
    for code, output in (
        project.publish(THIS),
        run(project.root, "mike", "-q", "deploy", MINOR),
    ):
        assert code != 0
        assert "dropout.md#gone" in output
        assert "1 warning(s), see above" in output
    assert branches(project) == before


def test_mike_publishes_no_version_of_another_keras(project: Project):
    """What did not run on a Keras is not published as its guide."""
    code, output = run(project.root, "mike", "deploy", "2.0")
    assert code != 0
    assert f"deploy it as {MINOR} (or dev), not as 2.0" in output


def test_mkdocs_does_not_replace_all_versions(project: Project):
    """gh-deploy would publish a single site."""
    code, output = run(project.root, "mkdocs", "-q", "gh-deploy", "--force")
    assert code != 0
    assert "gh-deploy would remove every published version" in output


@pytest.mark.parametrize(
    "part", [["docs/l1.md"], ["docs"], ["docs", "tests/checks/test_l1.py"]]
)
def test_a_run_of_a_part_leaves_no_record(part: list[str], tmp_path: Path):
    """A version would be published on what it left out."""
    record = tmp_path / "record.json"
    pytest_command = [sys.executable, "-m", "pytest", "-n", "0"]
    code, output = run(ROOT, *pytest_command, "--record", str(record), *part)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "--record: a version is published on this record" in output
    assert not record.exists()


def test_wrong_environments_are_named_together(project: Project, tmp_path: Path):
    """Before anything is built."""
    old = fake_environment(tmp_path)
    code, output = project.publish(f"3.99={old}", "dev=/no/python", "next=x")
    assert code != 0
    assert f"3.99: {old} has Keras {OLD_KERAS}. Publish it as 2.14." in output
    assert "dev: /no/python: Keras is not installed there." in output
    assert "next: a version is called as in 3.15, or dev." in output


def test_address_of_the_site_is_needed(project: Project):
    """Without it there is no canonical address and no page for missing pages."""
    code, output = project.publish(THIS, env=variables(SITE_URL=""))
    assert code != 0
    assert "Set SITE_URL" in output


def test_first_version_is_one_of_a_release(tmp_path: Path):
    """A first dev would leave the root without a place to lead to."""
    project = create(tmp_path)
    code, output = project.publish(f"dev={sys.executable}")
    assert code != 0
    assert "there is no latest" in output
    assert project.tip() == ""
