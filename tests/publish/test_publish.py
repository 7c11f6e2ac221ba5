"""Versions are published, built again, listed and retired, with one commit each."""

import json

import pytest

from tests.publish.project import KERAS, MINOR, OLD_KERAS, SITE_URL, THIS, Project


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
    """By the banner and for search engines; a citation leads to the one it cites."""
    page = published_template.text("2.14/l2/index.html")
    assert '<a href="../../latest/l2/">Go to this page in the newest version' in page
    home = published_template.text("2.14/index.html")
    assert 'href="../latest/"' in home.replace("././", "./")
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
    assert "2.14/l2/index.html: latest has no such page. Add l2.md, and where" in output
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


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (MINOR, f"{MINOR} is latest. Publish a newer one first."),
        ("1.0", f"Keras 1.0 is not published. Published: {MINOR}, 2.14."),
    ],
)
def test_latest_and_unknown_versions_are_not_retired(
    project: Project, name: str, reason: str
):
    """The message says why."""
    assert reason in project.publish("--retire", name, fails=True)
