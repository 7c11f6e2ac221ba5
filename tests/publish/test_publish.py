"""Versions are published, listed and retired; what was not tested is refused."""

import json
import sys
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from tests.publish.project import (
    KERAS,
    MINOR,
    OLD_KERAS,
    PUBLISH,
    SITE_URL,
    THIS,
    Project,
    create,
    fake_python,
)

NOTHING = "Nothing was published."
COMMAND = [*PUBLISH, THIS]
FORCED = "--ignore-remote-status", "--push", "--allow-empty"
BY_HAND = ["mike", "-q", "deploy", *FORCED, MINOR]


def assert_refused(project: Project, commands: list, *words: str, **variables: str):
    """Each of the commands fails with these words, and publishes nothing."""
    tip = project.tip()
    for command in commands:
        output = project.run(*command, fails=True, **variables)
        assert [text for text in words if text not in output] == [], output
    assert project.tip() == tip
    # mike creates the local branch from that of the remote.
    local = project.git("for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")
    assert local in ("", tip)


def test_two_versions_are_one_commit(published_template: Project):
    """With the newest as latest, and the files of the root."""
    project = published_template
    assert project.remote_git("rev-list", "--count", "gh-pages") == "1"
    entries = json.loads(project.text("versions.json"))
    assert [entry["version"] for entry in entries] == [MINOR, "2.14"]
    assert [entry["aliases"] for entry in entries] == [["latest"], []]
    assert entries[1]["properties"]["keras"] == OLD_KERAS
    folders = ["gh-pages:latest", f"gh-pages:{MINOR}", "gh-pages:2.14"]
    latest, newest, old = project.remote_git("rev-parse", *folders).split()
    assert latest == newest != old
    assert f"Sitemap: {SITE_URL}sitemap.xml" in project.text("robots.txt")
    assert project.text("404.html") == project.text("latest/404.html")
    assert 'content="0; url=latest/"' in project.text("index.html")
    assert f"<loc>{SITE_URL}latest/l2/</loc>" in project.text("sitemap.xml")
    # Nothing of the scratch clone is published, and the working clone is as it was.
    root = {".nojekyll", "404.html", "index.html", "robots.txt", "sitemap.xml"}
    versions = {"versions.json", "latest", MINOR, "2.14"}
    names = project.remote_git("ls-tree", "--name-only", "gh-pages").split()
    assert {*names} == root | versions
    assert project.git("branch", "--format=%(refname:short)") == "main"
    assert project.git("status", "--porcelain") == ""


def test_pages_lead_to_the_newest_version(published_template: Project):
    """For search engines; a citation leads to the one it cites."""
    for name, cited in {MINOR: MINOR, "2.14": "2.14", "latest": MINOR}.items():
        page = published_template.text(f"{name}/l2/index.html")
        assert f'<link rel="canonical" href="{SITE_URL}latest/l2/">' in page
        assert f"url = {{{SITE_URL}{cited}/l2/}}" in page
        assert f'content="{SITE_URL}{cited}/assets/cards/l2.png"' in page


def test_the_same_commit_gives_the_same_bytes(project: Project):
    """On any day, so there is nothing to publish."""
    tip = project.tip()
    assert "<lastmod>2026-02-03</lastmod>" in project.text("sitemap.xml")
    assert "Nothing changed" in project.publish(THIS)
    assert project.tip() == tip


def test_a_page_that_goes_has_to_leave_a_redirect(project: Project):
    """An old version would lead its readers nowhere; the message says what to write."""
    tip = project.tip()
    (project.root / "docs" / "l2.md").unlink()
    project.commit()
    output = project.publish(THIS, fails=True)
    assert "2.14/l2/index.html: latest has no such page. Add l2.md and" in output
    assert "Nothing was published." in output
    assert project.tip() == tip
    project.move_l2()
    project.publish(THIS)
    assert "url=../dropout/#rate" in project.text("latest/l2/index.html")


def test_a_retired_version_leads_on(project: Project):
    """Each of its pages to the same page in latest; it is in no list any more."""
    tip, commit = project.tip(), project.git("rev-parse", "HEAD")[:10]
    rows = project.publish("--list").splitlines()[1:]
    run = [commit, "2026-11-22", "3"]
    assert rows[0].split() == [MINOR, "latest", KERAS, *run]
    assert rows[1].split() == ["2.14", OLD_KERAS, *run]
    output = project.publish("--retire", "2.14", "--dry-run")
    assert "Verified. Nothing was pushed to origin: a dry run." in output
    assert project.tip() == tip
    project.publish("--retire", "2.14")
    page = project.text("2.14/l2/index.html")
    assert 'url=../../latest/l2/"' in page
    assert f'href="{SITE_URL}latest/l2/"' in page
    assert 'url=../latest/"' in project.text("2.14/index.html")
    (entry,) = json.loads(project.text("versions.json"))
    assert entry["version"] == MINOR
    files = project.remote_git("ls-tree", "-r", "--name-only", "gh-pages:2.14").split()
    assert files == ["dropout/index.html", "index.html", "l2/index.html"]
    assert "2.14     retired" in project.publish("--list")
    project.publish("--verify")


def test_latest_and_unknown_versions_are_not_retired(project: Project):
    """The message says why."""
    output = project.publish("--retire", MINOR, fails=True)
    assert f"{MINOR} is latest. Publish a newer one first." in output
    output = project.publish("--retire", "1.0", fails=True)
    assert f"Keras 1.0 is not published. Published: {MINOR}, 2.14." in output


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
        ({}, ".cache/run.json: there is no record of a run that passed"),
        ({"commit": "0" * 40}, "it ran at commit 00000000, this is "),
        ({"keras": "3.0.1"}, f"it ran on Keras 3.0.1, this is Keras {KERAS}"),
        ({"pages": {}}, "nothing ran"),
        ({"pages": 1}, "this is not the record of a test run"),
    ],
)
def test_no_version_without_its_record(project: Project, other: dict, reason: str):
    """One of another commit, another Keras, or of nothing does not count."""
    (project.root / ".cache" / "run.json").unlink()
    if other:
        project.record_run("run.json", **other)
    assert_refused(project, [COMMAND] if other else [COMMAND, BY_HAND], reason, NOTHING)


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
    assert "--record: this record allows a version to be published" in output
    assert not record.exists()


def test_wrong_environments_are_named_together(project: Project, tmp_path: Path):
    """Before anything is built."""
    old = fake_python(tmp_path)
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
