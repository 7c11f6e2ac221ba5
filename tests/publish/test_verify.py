"""Everything that can be wrong with a published branch is found, and named."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docs._engine.publish.verify import find_problems
from tests.publish.project import KERAS, MINOR, Project


@pytest.fixture
def published(published_template: Project, tmp_path: Path) -> Path:
    """The files that are published, in a folder."""
    folder = tmp_path / "published"
    published_template.git(
        "clone", "-q", "-b", "gh-pages", published_template.remote, folder
    )
    return folder


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in a file; it has to be there."""

    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        changed, count = re.subn(old, new, text, count=1)
        assert count, f"{old} is not in {path}"
        (root / path).write_text(changed, "utf-8")

    return change


def remove(*paths: str) -> Callable[[Path], None]:
    """Return what removes files or folders."""

    def change(root: Path) -> None:
        for path in paths:
            if (root / path).is_dir():
                shutil.rmtree(root / path)
            else:
                (root / path).unlink()

    return change


def write(path: str, text: str) -> Callable[[Path], None]:
    """Return what writes a file."""

    def change(root: Path) -> None:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return change


def append(markup: str) -> Callable[[Path], None]:
    """Return what adds an element to a page of the old version."""
    return edit("2.14/l2/index.html", "</body>", rf"{markup}\g<0>")


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


DAMAGES = {
    "version not listed": (
        relist(unlisted="2.14"),
        "2.14/: versions.json does not list this version",
    ),
    "folder gone": (remove("2.14"), "2.14/: versions.json lists it."),
    "list gone": (remove("versions.json"), "versions.json: lists no version"),
    "list cut": (
        write("versions.json", "[{"),
        "versions.json: is not what mike writes",
    ),
    "latest elsewhere": (
        relist(latest="2.14"),
        f"versions.json: latest is 2.14, not {MINOR}",
    ),
    "latest differs": (
        write("latest/more.txt", "x"),
        f"latest/: is not the same as {MINOR}/",
    ),
    "folder of nobody": (
        write("next/sitemap.xml", "<urlset/>"),
        "next/: belongs to no version",
    ),
    "page gone": (remove("2.14/l2/index.html"), "2.14/l2/: is missing, and"),
    "page cut": (
        edit("2.14/l2/index.html", r"</html>\s*$", ""),
        "2.14/l2/index.html: has no end",
    ),
    "page empty": (write("2.14/l2/index.html", ""), "2.14/l2/index.html: is empty"),
    "broken link": (
        edit("2.14/l2/index.html", 'href="../dropout/"', 'href="../gone/"'),
        "2.14/l2/index.html: <link href='../gone/'> leads to no file",
    ),
    "broken anchor": (
        edit("2.14/index.html", 'href="dropout/#rate"', 'href="dropout/#gone"'),
        "2.14/index.html: <a href='dropout/#gone'> leads to an anchor that",
    ),
    "style sheet gone": (
        remove("2.14/styles.css"),
        "<link href='../styles.css'> leads to no file",
    ),
    "font gone": (
        remove("2.14/katex/fonts/KaTeX_AMS-Regular.woff2"),
        "2.14/styles.css: katex/fonts/KaTeX_AMS-Regular.woff2 leads to no file",
    ),
    "link to a version that is not there": (
        edit("2.14/l2/index.html", 'href="../dropout/"', 'href="../../2.13/l2/"'),
        "2.14/l2/index.html: <link href='../../2.13/l2/'> leads to no file",
    ),
    "script of another host": (
        append('<script src="//x.org/a.js"></script>'),
        "<script src='//x.org/a.js'> is loaded from another host. Publish 2.14 again.",
    ),
    "picture of another host": (
        append('<img src="https://x.org/a.png">'),
        "<img src='https://x.org/a.png'> is loaded from another host",
    ),
    "style of another host": (
        write("2.14/more.css", "@import 'https://x.org/a.css';"),
        "2.14/more.css: https://x.org/a.css is loaded from another host",
    ),
    "search gone": (
        remove("2.14/search/search_index.json"),
        "2.14/search/search_index.json: is missing",
    ),
    "search cut": (
        write("2.14/search/search_index.json", '{"docs": ['),
        "2.14/search/search_index.json: is no search index",
    ),
    "search empty": (
        write("2.14/search/search_index.json", '{"docs": []}'),
        "2.14/search/search_index.json: finds nothing",
    ),
    "search leads nowhere": (
        edit("2.14/search/search_index.json", "l2/#strength", "l2/#gone"),
        "2.14/search/search_index.json: finds l2/#gone, which is not there",
    ),
    "selector cannot stay": (remove("2.14/sitemap.xml"), "the selector needs it"),
    "root leads elsewhere": (
        edit("index.html", "url=latest/", "url=2.14/"),
        "index.html: leads to 2.14/, not to latest/",
    ),
    "root gone": (remove("index.html"), "index.html: is missing"),
    "page for missing pages gone": (remove("404.html"), "404.html: is missing"),
    "page for missing pages at one depth": (
        edit("404.html", 'href="/guide/latest/favicon.svg"', 'href="favicon.svg"'),
        "404.html: <link href='favicon.svg'> depends on the address",
    ),
    "page for missing pages without its style": (
        edit("404.html", "/guide/latest/favicon.svg", "/guide/latest/gone.svg"),
        "404.html: <link href='/guide/latest/gone.svg'> leads to no file",
    ),
    "sitemap gone": (remove("sitemap.xml"), "sitemap.xml: is missing"),
    "sitemap lists what is not there": (
        edit("sitemap.xml", "latest/l2/", "latest/gone/"),
        "sitemap.xml: https://example.org/guide/latest/gone/ is not there",
    ),
    "robots without sitemap": (
        edit("robots.txt", "Sitemap", "Map"),
        "robots.txt: does not name https://example.org/guide/sitemap.xml",
    ),
    "canonical elsewhere": (
        edit("2.14/l2/index.html", "guide/latest/l2/", "guide/2.14/l2/"),
        "2.14/l2/: its canonical address is https://example.org/guide/2.14/l2/",
    ),
    "another Keras at a foot": (
        edit("2.14/l2/index.html", r"Built on Keras [\d.]+", f"Built on Keras {KERAS}"),
        f"2.14/l2/: its foot names Keras {KERAS}",
    ),
    "no foot": (
        edit("2.14/l2/index.html", 'class="provenance"', 'class="x"'),
        "2.14/l2/: its foot names Keras none",
    ),
    "page gone from latest": (
        remove(f"{MINOR}/l2", "latest/l2"),
        "2.14/l2/: latest has no such page. Add l2.md, and where it has moved, to",
    ),
}


def test_what_is_published_is_whole(published: Path, published_template: Project):
    """As a folder, as a branch, and by the command."""
    published_template.git("fetch", "-q", "origin", "gh-pages")
    for what in [], [str(published)], ["FETCH_HEAD"]:
        code, output = published_template.publish("--verify", *what)
        assert code == 0, output


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found(published: Path, damage: str):
    """And what was not damaged is not named."""
    change, message = DAMAGES[damage]
    change(published)
    problems = find_problems(published)
    assert any(message in problem for problem in problems), problems
    assert len(problems) <= 12, problems


def test_all_problems_are_named_at_once(published: Path, published_template: Project):
    """With what to do about each, and an exit code; a branch is read as a folder is."""
    remove("2.14/l2/index.html", "robots.txt")(published)
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
