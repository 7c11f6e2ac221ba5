"""mike publishes under the version of the installed Keras, and under no other."""

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from tests.site.network_watch import Watch, watched
from tests.support.accessibility import violations
from tests.support.browser import visit
from tests.support.scratch_site import write_scratch_site
from tests.support.server import serve

PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
MINOR = ".".join(version("keras").split(".")[:2])

SITE = "https://example.org/"


def run(project: Path, *command: str, **also: str) -> subprocess.CompletedProcess:
    """Run a command in the project and return what it printed."""
    return subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "PATH": PATH, "NO_MKDOCS_2_WARNING": "1", **also},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )


def mike(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run mike in the project."""
    return run(project, "mike", *arguments, SITE_URL=SITE)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A repository with this site's settings and one page."""
    root = tmp_path_factory.mktemp("versions")
    write_scratch_site(root)
    shutil.copy(ROOT / "CITATION.cff", root)
    (root / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (root / ".gitignore").write_text("/site/\n/.cache/\n__pycache__/\n", "utf-8")
    author = ["-c", "user.name=Author", "-c", "user.email=author@example.org"]
    for arguments in ["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "x"]:
        result = run(root, "git", *arguments)
        assert result.returncode == 0, result.stdout
    run(root, "git", "config", "user.name", "Author")
    run(root, "git", "config", "user.email", "author@example.org")
    # Without the record of a whole run nothing is built (tests/publish).
    passed = {
        "commit": run(root, "git", "rev-parse", "HEAD").stdout.strip(),
        "keras": version("keras"),
        "date": "2026-11-22",
        "pages": {"index.md": {"examples": 1, "statements": 0}},
    }
    (root / ".cache").mkdir()
    (root / ".cache" / "run.json").write_text(json.dumps(passed), "utf-8")
    return root


def test_another_version_is_refused(project: Path):
    """What did not run on a Keras is not published as its guide."""
    published = run(project, "git", "branch", "--list", "-v", "gh-pages").stdout
    result = mike(project, "deploy", "2.0")
    assert result.returncode != 0
    assert f"deploy it as {MINOR} (or dev), not as 2.0" in result.stdout
    after = run(project, "git", "branch", "--list", "-v", "gh-pages").stdout
    assert after == published


def test_selector_shows_the_version_of_keras(project: Path, tmp_path: Path, browser):
    """The published branch opens at the latest version, and the selector lists all."""
    assert mike(project, "deploy", "dev").returncode == 0
    result = mike(project, "deploy", "--update-aliases", MINOR, "latest")
    assert result.returncode == 0, result.stdout
    assert mike(project, "set-default", "latest").returncode == 0
    web = tmp_path / "web"
    clone = run(project, "git", "clone", "-q", "-b", "gh-pages", ".", str(web))
    assert clone.returncode == 0, clone.stdout
    versions = json.loads((web / "versions.json").read_text("utf-8"))
    assert {entry["version"] for entry in versions} == {MINOR, "dev"}
    # Search engines are led to the newest version, a citation to the one it cites.
    for name in MINOR, "dev", "latest":
        page = (web / name / "index.html").read_text("utf-8")
        assert f'<link rel="canonical" href="{SITE}latest/">' in page
        version_cited = MINOR if name == "latest" else name
        assert f"url = {{{SITE}{version_cited}/}}" in page
        assert f'content="{SITE}{version_cited}/assets/cards/index.png"' in page
    with serve(web) as address, watched(browser) as (context, watch):
        tab = context.new_page()
        tab.goto(address)
        tab.wait_for_url(f"{address}/latest/")
        assert tab.locator(".md-version__current").inner_text() == MINOR
        listed = tab.locator(".md-version__link").all_text_contents()
        assert {text.split()[0] for text in listed} == {MINOR, "dev"}
        tab.locator(".md-version__current").focus()  # It opens the list.
        assert violations(tab) == []
        assert violations(tab, ["label-content-name-mismatch"]) == []
        visit(tab, f"{address}/dev/")
        tab.locator("[data-md-component=outdated]").wait_for()
        assert violations(tab) == []
        stored = tab.evaluate("[...Object.keys(sessionStorage)]")
        assert {key.rpartition(".")[2] for key in stored} == {"__outdated"}
    assert watch == Watch()
