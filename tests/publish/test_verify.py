"""Everything that can be wrong with a published branch is found, and named."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docs._engine.publish.verify import find_problems
from tests.publish.project import KERAS, MINOR, Project

PAGE = "2.14/l2/index.html"
SEARCH = "2.14/search/search_index.json"
FONT = "katex/fonts/KaTeX_AMS-Regular.woff2"
ICON = "/guide/latest/favicon.svg"
REFRESH = '<meta http-equiv=Refresh content="0; url=../latest/x">'


@pytest.fixture
def published(published_template: Project, tmp_path: Path) -> Path:
    """The files that are published, in a folder."""
    folder = tmp_path / "published"
    remote = published_template.remote
    published_template.git("clone", "-q", "-b", "gh-pages", remote, folder)
    return folder


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in a file; it has to be there."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        changed, count = re.subn(old, new, text, count=1)
        assert count, f"{old} is not in {path}"
        (root / path).write_text(changed, "utf-8")

    return change


def append(markup: str) -> Callable[[Path], None]:
    """Return what adds an element to a page of the old version."""
    return edit(PAGE, "</body>", rf"{markup}\g<0>")


def remove(*paths: str) -> Callable[[Path], None]:
    """Return what removes files or folders."""

    def change(root: Path) -> None:
        for path in paths:
            file = root / path
            shutil.rmtree(file) if file.is_dir() else file.unlink()

    return change


def write(path: str, text: str) -> Callable[[Path], None]:
    """Return what writes a file."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return change


def relist(unlisted: str = "", latest: str = MINOR) -> Callable[[Path], None]:
    """Return what leaves a version out of the list, or calls another one latest."""

    def change(root: Path) -> None:
        file = root / "versions.json"
        entries = json.loads(file.read_text("utf-8"))
        for entry in entries:
            entry["aliases"] = ["latest"] if entry["version"] == latest else []
        left = [entry for entry in entries if entry["version"] != unlisted]
        file.write_text(json.dumps(left), "utf-8")

    return change


DAMAGES = [
    (relist(unlisted="2.14"), "2.14/: versions.json does not list this version"),
    (relist(latest="2.14"), f"versions.json: latest is 2.14, not {MINOR}"),
    (remove("2.14"), "2.14/: versions.json lists it. Publish 2.14 again."),
    (remove("versions.json"), "versions.json: lists no version"),
    (write("versions.json", "[{"), "versions.json: is not what mike writes"),
    (write("latest/more.txt", "x"), f"latest/: is not the same as {MINOR}/"),
    (remove("latest"), "or there is no latest. Publish a version"),
    (write("next/sitemap.xml", "<urlset/>"), "next/: belongs to no version"),
    (remove(PAGE), "2.14/l2/: is missing, and sitemap.xml lists it"),
    (edit(PAGE, r"</html>\s*$", ""), f"{PAGE}: has no end"),
    (write(PAGE, ""), f"{PAGE}: is empty"),
    (write("2.13/index.html", REFRESH), "<meta content='../latest/x'> leads to no"),
    (edit(PAGE, r'"../dropout/"', '"../gone/"'), "'../gone/'> leads to no file"),
    (edit("2.14/index.html", "/#rate", "/#gone"), "'dropout/#gone'> leads to an anch"),
    (remove("2.14/styles.css"), f"{PAGE}: <link href='../styles.css'> leads to no"),
    (remove(f"2.14/{FONT}"), f"2.14/styles.css: {FONT} leads to no file"),
    (append('<a href="../../2.13/l2/"></a>'), "'../../2.13/l2/'> leads to no file"),
    (append('<a href="/guide/2.14/"></a>'), "'/guide/2.14/'> is absolute"),
    (append('<a href="../../../"></a>'), "'../../../'> leads out of the site"),
    (append('<script src="//x.org/a.js"></script>'), "a.js'> is loaded from another"),
    (append('<img src="https://x.org/a.png">'), "a.png'> is loaded from another"),
    (append('<b style="background: url(//x.org/a)">'), "a'> is loaded from another"),
    (write("2.14/a.css", "@import '//x.org/b.css';"), "b.css is loaded from another"),
    (remove(SEARCH), f"{SEARCH}: is no search index"),
    (write(SEARCH, '{"docs": ['), f"{SEARCH}: is no search index"),
    (write(SEARCH, '{"docs": []}'), f"{SEARCH}: finds nothing"),
    (edit(SEARCH, "l2/#strength", "l2/#gone"), f"{SEARCH}: finds l2/#gone, which is"),
    (remove("2.14/sitemap.xml"), "the selector needs it"),
    (edit("index.html", "url=latest/", "url=2.14/"), "index.html: is not what it has"),
    (remove("index.html"), "index.html: is missing. Publish any version again."),
    (remove("404.html"), "404.html: is missing"),
    (edit("404.html", ICON, "icon.svg"), "<link href='icon.svg'> depends on the"),
    (edit("404.html", ICON, f"{ICON}x"), f"404.html: <link href='{ICON}x'> leads to"),
    (remove("sitemap.xml"), "sitemap.xml: is missing"),
    (edit("sitemap.xml", "latest/l2", "latest/x"), "sitemap.xml: is not what it has"),
    (edit("robots.txt", "Sitemap", "Map"), "robots.txt: is not what it has to be"),
    (edit(PAGE, "/latest/l2/", "/2.14/l2/"), f"{PAGE}: its canonical address, https"),
    (edit(PAGE, r"on Keras [\d.]+", f"on Keras {KERAS}"), f"foot names Keras {KERAS}"),
    (edit(PAGE, 'class="provenance"', "class=x"), "its foot names Keras none"),
    (remove(f"{MINOR}/l2", "latest/l2"), f"{PAGE}: latest has no such page. Add l2.md"),
]


def test_what_is_published_is_whole(published: Path, published_template: Project):
    """As a folder, as a branch, and by the command."""
    published_template.git("fetch", "-q", "origin", "gh-pages")
    for what in [], [str(published)], ["FETCH_HEAD"]:
        code, output = published_template.publish("--verify", *what)
        assert code == 0, output


@pytest.mark.parametrize(
    ("damage", "message"), DAMAGES, ids=[row[1] for row in DAMAGES]
)
def test_damage_is_found(published: Path, damage: Callable, message: str):
    """And what was not damaged is not named."""
    damage(published)
    problems = find_problems(published)
    assert any(message in problem for problem in problems), problems
    assert len(problems) <= 12, problems


def test_all_problems_are_named_at_once(published: Path, published_template: Project):
    """With what to do about each, and an exit code; a branch is read as a folder is."""
    remove(PAGE, "robots.txt")(published)
    commit = "-c user.name=A -c user.email=a@example.org commit -qam x"
    published_template.git(*commit.split(), folder=published)
    published_template.git("fetch", "-q", published)
    for what in str(published), "FETCH_HEAD":
        code, output = published_template.publish("--verify", what)
        assert code != 0
        assert "2.14/l2/: is missing" in output
        assert "robots.txt: is missing. Publish any version again." in output


def test_links_to_other_hosts_are_no_resource(published: Path):
    """A reader may follow them."""
    append('<a href="https://x.org/">x</a>')(published)
    assert find_problems(published) == []
