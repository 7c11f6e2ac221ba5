"""Versions are published, built again, listed and retired, with one commit each."""

import json

from tests.publish.project import KERAS, MINOR, OLD_KERAS, SITE_URL, THIS, Project


def test_two_versions_are_one_commit(published_template: Project):
    """With the newest as latest, and the files of the root."""
    project = published_template
    remote = project.remote
    assert project.git("rev-list", "--count", "gh-pages", folder=remote) == "1"
    versions = {
        entry["version"]: entry for entry in json.loads(project.text("versions.json"))
    }
    assert {name: entry["aliases"] for name, entry in versions.items()} == {
        MINOR: ["latest"],
        "2.14": [],
    }
    assert versions["2.14"]["properties"]["keras"] == OLD_KERAS
    latest, newest, old = (
        project.git("rev-parse", f"gh-pages:{name}", folder=remote)
        for name in ("latest", MINOR, "2.14")
    )
    assert latest == newest != old
    assert f"Sitemap: {SITE_URL}sitemap.xml" in project.text("robots.txt")
    assert project.text("404.html") == project.text("latest/404.html")
    assert 'content="0; url=latest/"' in project.text("index.html")
    assert f"<loc>{SITE_URL}latest/l2/</loc>" in project.text("sitemap.xml")
    # Nothing of the scratch clone is published, and the working clone is as it was.
    files = project.git("ls-tree", "--name-only", "gh-pages", folder=remote).split()
    assert {*files} == {
        *(".nojekyll", "404.html", "index.html", "robots.txt", "sitemap.xml"),
        *("versions.json", "latest", MINOR, "2.14"),
    }
    assert project.git("branch", "--format=%(refname:short)") == "main"
    assert project.git("status", "--porcelain") == ""


def test_banner_of_an_old_version_leads_to_the_same_page(published_template: Project):
    """And to the newest version from its first page."""
    page = published_template.text("2.14/l2/index.html")
    assert '<a href="../../latest/l2/">Go to this page in the newest version' in page
    home = published_template.text("2.14/index.html")
    assert 'href="../latest/"' in home.replace("././", "./")


def test_each_version_cites_itself(published_template: Project):
    """Search engines are led to the newest version, a citation to the one it cites."""
    for name, cited in {MINOR: MINOR, "2.14": "2.14", "latest": MINOR}.items():
        page = published_template.text(f"{name}/l2/index.html")
        assert f'<link rel="canonical" href="{SITE_URL}latest/l2/">' in page
        assert f"url = {{{SITE_URL}{cited}/l2/}}" in page
        assert f'content="{SITE_URL}{cited}/assets/cards/l2.png"' in page


def test_the_same_again_changes_nothing(project: Project):
    """A commit builds the same bytes on any day, so there is no new commit."""
    assert "<lastmod>2026-02-03</lastmod>" in project.text("sitemap.xml")
    tip = project.tip()
    code, output = project.publish(THIS)
    assert code == 0, output
    assert "Nothing changed" in output
    assert project.tip() == tip


def test_a_version_is_built_again(project: Project):
    """From a new commit; other versions stay as they are, in one more commit."""
    before = project.git("rev-parse", "gh-pages:2.14", folder=project.remote)
    tip = project.tip()
    project.commit(l2="# L2\n\n## Strength\n\nAnother text.\n")
    code, output = project.publish(THIS)
    assert code == 0, output
    assert "Another text" in project.text("latest/l2/index.html")
    assert project.git("rev-parse", "gh-pages:2.14", folder=project.remote) == before
    assert project.git("rev-parse", "gh-pages^", folder=project.remote) == tip


def test_a_page_that_goes_has_to_leave_a_redirect(project: Project):
    """An old version would lead its readers nowhere; the message says what to write."""
    tip = project.tip()
    (project.root / "docs" / "l2.md").unlink()
    project.commit()
    code, output = project.publish(THIS)
    assert code != 0
    assert "2.14/l2/: latest has no such page. Add l2.md, and where it has" in output
    assert "Nothing was published." in output
    assert project.tip() == tip
    project.redirect("l2.md", "dropout.md#rate")
    project.commit()
    code, output = project.publish(THIS)
    assert code == 0, output
    assert "url=../dropout/#rate" in project.text("latest/l2/index.html")


def test_versions_are_listed(project: Project):
    """With what is known of their runs."""
    code, output = project.publish("--list")
    assert code == 0, output
    commit = project.git("rev-parse", "HEAD")[:8]
    assert [line.split() for line in output.splitlines()[1:]] == [
        [MINOR, "latest", KERAS, commit, "2026-11-22", "3"],
        ["2.14", OLD_KERAS, commit, "2026-11-22", "3"],
    ]


def test_a_retired_version_leads_on(project: Project):
    """Each of its pages to the same page in latest; it is in no list any more."""
    code, output = project.publish("--retire", "2.14")
    assert code == 0, output
    page = project.text("2.14/l2/index.html")
    assert 'url=../../latest/l2/"' in page
    assert f'href="{SITE_URL}latest/l2/"' in page
    assert 'url=../latest/"' in project.text("2.14/index.html")
    versions = json.loads(project.text("versions.json"))
    assert [entry["version"] for entry in versions] == [MINOR]
    files = ["ls-tree", "-r", "--name-only", "gh-pages:2.14"]
    assert project.git(*files, folder=project.remote).split() == [
        "dropout/index.html",
        "index.html",
        "l2/index.html",
    ]
    assert "2.14     retired" in project.publish("--list")[1]
    assert project.publish("--verify")[0] == 0


def test_a_dry_run_pushes_nothing(project: Project):
    """It does all before."""
    tip = project.tip()
    code, output = project.publish("--retire", "2.14", "--dry-run")
    assert code == 0, output
    assert "Verified. Nothing was pushed to origin: a dry run." in output
    assert project.tip() == tip


def test_latest_and_unknown_versions_are_not_retired(project: Project):
    """The message says why."""
    tip = project.tip()
    for name, reason in {
        MINOR: f"{MINOR} is latest. Publish a newer one first.",
        "1.0": f"Keras 1.0 is not published. Published: {MINOR}, 2.14.",
    }.items():
        code, output = project.publish("--retire", name)
        assert code != 0
        assert reason in output
    assert project.tip() == tip
