"""What was not run, is not committed, or warns, is published by no command."""

import subprocess
import sys
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from tests.publish.conftest import OLD
from tests.publish.project import KERAS, MINOR, Project, environment, variables

THIS = f"{MINOR}={sys.executable}"


def mike(project: Project, *arguments: str) -> subprocess.CompletedProcess:
    """Run mike in the user's own clone."""
    return subprocess.run(
        ["mike", *arguments],  # noqa: S607
        cwd=project.root,
        env=variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize("name", ["docs/new.md", "mkdocs.yml", "tests/test_new.py"])
def test_what_is_not_committed_is_not_published(project: Project, name: str):
    """A page, a setting, a test: the message names it."""
    tip = project.tip()
    (project.root / name).parent.mkdir(exist_ok=True)
    with (project.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    result = project.publish(THIS)
    assert result.returncode != 0
    assert "These files are not committed" in result.stdout
    assert name.split("/")[0] in result.stdout
    assert "Nothing was published." in result.stdout
    assert project.tip() == tip


def test_without_a_record_nothing_is_built(project: Project):
    """Neither by the command, nor by mike with any option."""
    tip, local = project.tip(), project.local()
    (project.root / ".cache" / "run.json").unlink()
    result = project.publish(THIS)
    assert result.returncode != 0
    assert ".cache/run.json: there is no record of a run that passed" in result.stdout
    assert "building" not in result.stdout
    for before, after in [
        ([], []),
        (["-q"], ["--ignore-remote-status", "--push", "--allow-empty"]),
    ]:
        result = mike(project, *before, "deploy", *after, MINOR)
        assert result.returncode != 0, (before, after)
        assert "there is no record of a run that passed" in result.stdout
    assert (project.tip(), project.local()) == (tip, local)


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
    project.passed(**other)
    if "keras" in other:  # It is written where the record of this Keras is.
        (project.root / ".cache/runs/3.0-tensorflow.json").replace(
            project.root / ".cache/run.json"
        )
    result = project.publish(THIS)
    assert result.returncode != 0
    assert reason in result.stdout
    assert "Nothing was published." in result.stdout


def test_mike_does_not_build_what_is_not_committed(project: Project):
    """It would build it under the name of the commit."""
    tip, local = project.tip(), project.local()
    (project.root / "docs" / "dropout.md").write_text("# Dropout\n\n## Rate\n", "utf-8")
    result = mike(project, "-q", "deploy", "--ignore-remote-status", MINOR)
    assert result.returncode != 0
    assert "Not committed: docs/dropout.md" in result.stdout
    assert (project.tip(), project.local()) == (tip, local)


def test_a_warning_fails_the_build(project: Project):
    """Even though mike has no --strict, and MkDocs is silent under -q."""
    tip, local = project.tip(), project.local()
    project.commit(l2="# L2\n\n[Gone](dropout.md#gone)\n")
    project.passed()
    for result in project.publish(THIS), mike(project, "-q", "deploy", MINOR):
        assert result.returncode != 0
        assert "dropout.md#gone" in result.stdout
        assert "1 warning(s), see above" in result.stdout
    assert (project.tip(), project.local()) == (tip, local)


def test_mkdocs_does_not_replace_all_versions(project: Project):
    """gh-deploy would publish a single site."""
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "-q", "gh-deploy", "--force"],
        cwd=project.root,
        env=variables(),
        capture_output=True,
        text=True,
    )
    assert result.returncode != 0
    assert "gh-deploy would remove every published version" in result.stderr


@pytest.mark.parametrize(
    "asked", [["docs/l1.md"], ["docs"], ["docs", "tests/checks/test_l1.py"]]
)
def test_a_run_of_a_part_leaves_no_record(asked: list[str], tmp_path: Path):
    """A version would be published on what it left out."""
    record = tmp_path / "record.json"
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "--record", str(record), *asked],
        cwd=ROOT,
        env=variables(),
        capture_output=True,
        text=True,
    )
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--record: a version is published on this record" in result.stderr
    assert not record.exists()


def test_wrong_environments_are_named_together(project: Project, tmp_path: Path):
    """Before anything is built."""
    old = environment(tmp_path, OLD)
    result = project.publish(f"3.99={old}", "dev=/no/python", "next=x")
    assert result.returncode != 0
    assert f"3.99: {old} has Keras {OLD}. Publish it as 2.14." in result.stdout
    assert "dev: /no/python is no Python with Keras." in result.stdout
    assert "next: a version is called as in 3.15, or dev." in result.stdout


def test_address_of_the_site_is_needed(project: Project):
    """Without it there is no canonical address and no page for missing pages."""
    result = project.publish(THIS, SITE_URL="")
    assert result.returncode != 0
    assert "Set SITE_URL" in result.stdout


def test_first_version_is_one_of_a_release(unpublished: Project):
    """A first dev would leave the root without a place to lead to."""
    result = unpublished.publish(f"dev={sys.executable}")
    assert result.returncode != 0
    assert "there is no latest" in result.stdout
    assert unpublished.tip() == ""
