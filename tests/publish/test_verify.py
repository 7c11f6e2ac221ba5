"""Everything that can be wrong with a published branch is found, and named."""

import re
import shutil
from pathlib import Path

import pytest

from docs._engine.publish.remote import PublishError
from docs._engine.publish.verify import verify
from tests.publish.project import KERAS, MINOR, Project

Change = str | tuple[str, str] | None
"""What becomes of a file: a text, a pattern and what replaces its match, or nothing."""

LIST = "versions.json"
PAGE = "2.14/l2/index.html"
SEARCH = "2.14/search/search_index.json"
FONT = "katex/fonts/KaTeX_AMS-Regular.woff2"
ICON = "/guide/latest/favicon.svg"
REFRESH = '<meta http-equiv=Refresh content="0; url=../latest/x">'


def change_files(root: Path, names: str, change: Change) -> None:
    """Change files, or remove files and folders."""
    for file in map(root.joinpath, names.split()):
        if change is None:
            shutil.rmtree(file) if file.is_dir() else file.unlink()
        elif isinstance(change, str):
            file.parent.mkdir(exist_ok=True)
            file.write_text(change, "utf-8")
        else:
            text, count = re.subn(*change, file.read_text("utf-8"), count=1)
            assert count, f"{change[0]} is not in {file}"
            file.write_text(text, "utf-8")


def adding(markup: str) -> tuple[str, str]:
    """Return the change that adds an element to a page."""
    return "</body>", rf"{markup}\g<0>"


DAMAGES = [
    (LIST, (r'(?s),\s*{\s*"version": "2.14".*}', ""), "2.14/: versions.json does not"),
    (LIST, (r'(?s)(\[\s*"latest".*?\])(.*)\[\]', r"[]\2\1"), "latest is 2.14, not 3."),
    ("2.14", None, "2.14/: versions.json lists it. Publish 2.14 again."),
    (LIST, None, "versions.json: lists no version"),
    (LIST, "[{", "versions.json: is not what mike writes"),
    ("latest/more.txt", "x", f"latest/: is not the same as {MINOR}/"),
    ("latest", None, "or there is no latest. Publish a version"),
    ("next/sitemap.xml", "<urlset/>", "next/: belongs to no version"),
    (PAGE, None, "2.14/l2/: is missing, and sitemap.xml lists it"),
    (PAGE, (r"</html>\s*$", ""), f"{PAGE}: has no end"),
    (PAGE, "", f"{PAGE}: is empty"),
    ("2.13/index.html", REFRESH, "<meta content='../latest/x'> leads to no"),
    ("2.14/index.html", ("/#rate", "/#gone"), "'dropout/#gone'> leads to an anch"),
    (f"2.14/{FONT}", None, f"2.14/styles.css: {FONT} leads to no file"),
    (PAGE, adding('<a href="../../2.13/l2/"></a>'), "'../../2.13/l2/'> leads to no fi"),
    (PAGE, adding('<script src="//x.org/a.js"></script>'), "a.js'> is loaded from an"),
    (PAGE, adding('<b style="background: url(//x.org/a)">'), "a'> is loaded from an"),
    ("2.14/a.css", "@import '//x.org/b.css';", "b.css is loaded from another"),
    (SEARCH, '{"docs": [', f"{SEARCH}: is no search index"),
    (SEARCH, '{"docs": []}', f"{SEARCH}: finds nothing"),
    (SEARCH, ("l2/#strength", "l2/#gone"), f"{SEARCH}: finds l2/#gone, which is"),
    ("2.14/sitemap.xml", None, "the selector needs it"),
    ("index.html", ("url=latest/", "url=2.14/"), "index.html: is not what it has"),
    ("index.html", None, "index.html: is missing. Publish any version again."),
    ("404.html", (ICON, "icon.svg"), "<link href='icon.svg'> depends on the"),
    ("404.html", (ICON, f"{ICON}x"), f"404.html: <link href='{ICON}x'> leads to"),
    (PAGE, ("/latest/l2/", "/2.14/l2/"), f"{PAGE}: its canonical address, https"),
    (PAGE, (r"on Keras [\d.]+", f"on Keras {KERAS}"), f"foot names Keras {KERAS}"),
    (PAGE, ('class="provenance"', "class=x"), "its foot names Keras none"),
    (f"{MINOR}/l2 latest/l2", None, f"{PAGE}: latest has no such page. Add l2.md"),
]


@pytest.fixture
def published(published_template: Project, tmp_path: Path) -> Path:
    """The files that are published, in a folder."""
    folder = tmp_path / "published"
    remote = published_template.remote
    published_template.git("clone", "-q", "-b", "gh-pages", remote, folder)
    return folder


@pytest.mark.parametrize(
    ("names", "change", "message"), DAMAGES, ids=[row[2] for row in DAMAGES]
)
def test_damage_is_found(published: Path, names: str, change: Change, message: str):
    """And what was not damaged is not named."""
    change_files(published, names, change)
    with pytest.raises(PublishError) as error:
        verify(published)
    problems = str(error.value).splitlines()
    assert any(message in problem for problem in problems), problems
    assert len(problems) <= 12, problems


def test_what_is_published_is_verified(published: Path, published_template: Project):
    """As a folder and as a branch, all problems at once; or what the remote has."""
    project = published_template
    # A link to another host is no resource.
    change_files(published, PAGE, adding('<a href="https://x.org/">x</a>'))
    project.git("-C", published, "commit", "-qam", "x")
    project.git("fetch", "-q", published)
    for which in [], [str(published)], ["FETCH_HEAD"]:
        assert "Everything is there" in project.publish("--verify", *which)
    change_files(published, f"{PAGE} robots.txt", None)
    project.git("-C", published, "commit", "-qam", "x")
    project.git("fetch", "-q", published)
    for what in str(published), "FETCH_HEAD":
        output = project.publish("--verify", what, fails=True)
        assert "2.14/l2/: is missing" in output
        assert "robots.txt: is missing. Publish any version again." in output
