"""What was not run, is not committed, or warns, is published by no command."""

import sys
from pathlib import Path
from typing import Any

import pytest

from docs._engine.core.paths import ROOT
from tests.publish.project import (
    KERAS,
    MINOR,
    OLD_KERAS,
    PUBLISH,
    THIS,
    Project,
    create,
    fake_environment,
)

NOTHING = "Nothing was published."
COMMAND = [*PUBLISH, THIS]
FORCED = "--ignore-remote-status", "--push", "--allow-empty"
BY_HAND = ["mike", "-q", "deploy", *FORCED, MINOR]


def assert_refused(
    project: Project, commands: list[list[str]], *words: str, **variables: str
) -> None:
    """Each of the commands fails with these words, and publishes nothing."""
    for command in commands:
        output = project.run(*command, fails=True, **variables)
        assert [text for text in words if text not in output] == [], output
    first = project.remote_git("rev-list", "--max-parents=0", "gh-pages")
    assert project.tip() == first
    # mike creates the local branch from that of the remote.
    local = project.git("for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")
    assert local in ("", first)


@pytest.mark.parametrize("name", ["docs/new.md", "mkdocs.yml", "tests/test_new.py"])
def test_what_is_not_committed_is_not_published(project: Project, name: str):
    """A page, a setting, a test: the message names it; mike refuses the same."""
    (project.root / name).parent.mkdir(exist_ok=True)
    with (project.root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    words = "These files are not committed", name.split("/")[0], NOTHING
    assert_refused(project, [COMMAND, BY_HAND], *words)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (None, ".cache/run.json: there is no record of a run that passed"),
        ({"commit": "0" * 40}, "it ran at commit 00000000, this is "),
        ({"keras": "3.0.1"}, f"it ran on Keras 3.0.1, this is Keras {KERAS}"),
        ({"pages": {}}, "nothing ran"),
        ({"pages": 1}, "this is no record of a test run"),
    ],
)
def test_without_its_record_nothing_is_built(
    project: Project, other: dict[str, Any] | None, reason: str
):
    """One of another commit, another Keras, or of nothing does not count."""
    if other is None:
        (project.root / ".cache" / "run.json").unlink()
        assert_refused(project, [BY_HAND], reason, NOTHING)
    else:
        project.record_run("run.json", **other)
    assert_refused(project, [COMMAND], reason, NOTHING)


def test_a_warning_fails_the_build(project: Project):
    """Even though mike has no --strict, and MkDocs is silent under -q."""
    project.commit(l2="# L2\n\n[Gone](dropout.md#gone)\n")
    words = "dropout.md#gone", "1 warning(s), see above"
    assert_refused(project, [COMMAND, BY_HAND], *words)


def test_other_commands_do_not_publish(project: Project):
    """What did not run on a Keras, and a single site in the place of all versions."""
    words = f"deploy it as {MINOR} (or dev), not as 2.0"
    assert_refused(project, [["mike", "deploy", "2.0"]], words)
    words = "gh-deploy would remove every published version"
    assert_refused(project, [["mkdocs", "-q", "gh-deploy"]], words)


@pytest.mark.parametrize(
    "part", [["docs/l1.md"], ["docs"], ["docs", "tests/checks/test_l1.py"]]
)
def test_a_run_of_a_part_leaves_no_record(part: list[str], tmp_path: Path):
    """A version would be published on what it left out."""
    record = tmp_path / "record.json"
    command = sys.executable, "-m", "pytest", "-n", "0", "--record", record, *part
    output = Project(ROOT, ROOT).run(*command, fails=True)
    assert "--record: a version is published on this record" in output
    assert not record.exists()


def test_wrong_environments_are_named_together(project: Project, tmp_path: Path):
    """Before anything is built."""
    old = fake_environment(tmp_path)
    assert_refused(
        project,
        [[*PUBLISH, f"3.99={old}", "dev=/no/python", "next=x"]],
        f"3.99: {old} has Keras {OLD_KERAS}. Publish it as 2.14.",
        "dev: /no/python: Keras is not installed there.",
        "next: a version is called as in 3.15, or dev.",
    )


def test_address_of_the_site_is_needed(project: Project):
    """Without it there is no canonical address and no page for missing pages."""
    assert_refused(project, [COMMAND], "Set SITE_URL", SITE_URL="")


def test_first_version_is_one_of_a_release(tmp_path: Path):
    """A first dev would leave the root without a place to lead to."""
    project = create(tmp_path)
    output = project.publish(f"dev={sys.executable}", fails=True)
    assert "there is no latest" in output
    assert project.tip() == ""
