"""Versions are published, built again, listed and retired, with one commit each."""

import json
import sys
from contextlib import closing

from docs._engine.publish.tree import Branch
from tests.publish.conftest import OLD
from tests.publish.project import KERAS, MINOR, SITE, Project

THIS = f"{MINOR}={sys.executable}"


def text(project: Project, path: str) -> str:
    """Return what a published file holds."""
    return project.git("show", f"gh-pages:{path}", folder=project.remote)


def test_two_versions_are_one_commit(made: tuple[Project, str]):
    """With the newest as latest, the files of the root, and the branch here moved."""
    project, output = made
    assert project.git("rev-list", "--count", "gh-pages", folder=project.remote) == "1"
    assert project.local() == project.tip()
    assert f"Published: gh-pages is {project.tip()[:8]}" in output
    listed = {
        each["version"]: each for each in json.loads(text(project, "versions.json"))
    }
    assert {name: each["aliases"] for name, each in listed.items()} == {
        MINOR: ["latest"],
        "2.14": [],
    }
    assert listed["2.14"]["properties"]["keras"] == OLD
    with closing(Branch(project.remote, "gh-pages")) as tree:
        folders = tree.folders()
    assert folders["latest"] == folders[MINOR] != folders["2.14"]
    assert f"Sitemap: {SITE}sitemap.xml" in text(project, "robots.txt")
    assert text(project, "404.html") == text(project, "latest/404.html")
    assert 'content="0; url=latest/"' in text(project, "index.html")
    assert f"<loc>{SITE}latest/l2/</loc>" in text(project, "sitemap.xml")
    # What a run left in the clone is not published, and nothing of it is left here.
    assert list((project.root / ".cache" / "publish").glob("workshop-*")) == []


def test_banner_of_an_old_version_leads_to_the_same_page(made: tuple[Project, str]):
    """And to the newest version from its first page."""
    old = text(made[0], "2.14/l2/index.html")
    assert '<a href="../../latest/l2/">Go to this page in the newest version' in old
    assert 'href="../latest/"' in text(made[0], "2.14/index.html").replace("././", "./")


def test_the_same_again_changes_nothing(project: Project):
    """A commit builds the same bytes on any day, so there is no new commit."""
    assert "<lastmod>2026-02-03</lastmod>" in text(project, "sitemap.xml")
    tip = project.tip()
    result = project.publish(THIS)
    assert result.returncode == 0, result.stdout
    assert "Nothing changed" in result.stdout
    assert project.tip() == tip


def test_a_version_is_built_again(project: Project):
    """From a new commit; other versions stay as they are, in one more commit."""
    before = project.git("rev-parse", "gh-pages:2.14", folder=project.remote)
    tip = project.tip()
    project.commit(l2="# L2\n\n## Strength\n\nAnother text.\n")
    project.passed()
    result = project.publish(THIS)
    assert result.returncode == 0, result.stdout
    assert "Another text" in text(project, "latest/l2/index.html")
    assert project.git("rev-parse", "gh-pages:2.14", folder=project.remote) == before
    assert project.git("rev-parse", "gh-pages^", folder=project.remote) == tip


def test_a_page_that_goes_has_to_leave_a_redirect(project: Project):
    """An old version would lead its readers nowhere; the message says what to write."""
    tip = project.tip()
    (project.root / "docs" / "l2.md").unlink()
    project.commit()
    project.passed()
    result = project.publish(THIS)
    assert result.returncode != 0
    assert "2.14/l2/: latest has no such page" in result.stdout
    assert "redirect_maps: l2.md" in result.stdout
    assert project.tip() == tip
    settings = project.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text("utf-8").replace(
            "redirect_maps: {}", "redirect_maps:\n        l2.md: dropout.md#rate", 1
        ),
        "utf-8",
    )
    project.commit()
    project.passed()
    result = project.publish(THIS)
    assert result.returncode == 0, result.stdout
    assert "url=../dropout/#rate" in text(project, "latest/l2/index.html")


def test_versions_are_listed(project: Project):
    """With what is known of their runs."""
    result = project.publish("--list")
    assert result.returncode == 0, result.stdout
    rows = [line.split() for line in result.stdout.splitlines()[1:]]
    commit = project.git("rev-parse", "HEAD")[:8]
    assert rows[0][:6] == [MINOR, "latest", KERAS, commit, "2026-11-22", "3"]
    assert rows[1][:5] == ["2.14", OLD, commit, "2026-11-22", "3"]


def test_a_retired_version_leads_on(project: Project):
    """Each of its pages to the same page in latest; it is in no list any more."""
    result = project.publish("--retire", "2.14")
    assert result.returncode == 0, result.stdout
    page = text(project, "2.14/l2/index.html")
    assert 'url=../../latest/l2/"' in page
    assert f'href="{SITE}latest/l2/"' in page
    names = [each["version"] for each in json.loads(text(project, "versions.json"))]
    assert names == [MINOR]
    kept = project.git(
        "ls-tree", "-r", "--name-only", "gh-pages:2.14", folder=project.remote
    ).split()
    assert sorted(kept) == ["dropout/index.html", "index.html", "l2/index.html"]
    listed = project.publish("--list").stdout
    assert "2.14     retired" in listed
    assert project.publish("--verify").returncode == 0


def test_a_dry_run_pushes_nothing(project: Project):
    """It does all before."""
    tip, local = project.tip(), project.local()
    result = project.publish("--retire", "2.14", "--dry-run")
    assert result.returncode == 0, result.stdout
    assert "Verified. Nothing was pushed to origin: a dry run." in result.stdout
    assert (project.tip(), project.local()) == (tip, local)


def test_latest_and_unknown_versions_are_not_retired(project: Project):
    """The message says why."""
    tip = project.tip()
    for name, reason in {
        MINOR: f"{MINOR} is latest. Publish a newer one first.",
        "1.0": f"Keras 1.0 is not published. Published: {MINOR}, 2.14.",
    }.items():
        result = project.publish("--retire", name)
        assert result.returncode != 0
        assert reason in result.stdout
    assert project.tip() == tip
