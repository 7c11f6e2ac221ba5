"""Everything that can be wrong with a published branch is found, and named."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from docs._engine.publish.tree import Folder
from docs._engine.publish.verify import problems
from tests.publish.project import KERAS, MINOR, Project


@pytest.fixture
def published(made: tuple[Project, str], tmp_path: Path) -> Path:
    """The files that are published, in a folder."""
    made[0].git(
        "clone", "-q", "-b", "gh-pages", str(made[0].remote), str(tmp_path / "w")
    )
    shutil.rmtree(tmp_path / "w" / ".git")
    return tmp_path / "w"


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in files; it has to be there."""

    def change(root: Path) -> None:
        for each in path.split():
            file = root / each
            text = file.read_text("utf-8")
            assert re.search(old, text), f"{old} is not in {each}"
            file.write_text(re.sub(old, new, text, count=1), "utf-8")

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
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")

    return change


def unlist(root: Path) -> None:
    """Take the old version out of the list, as two deploys at once did."""
    file = root / "versions.json"
    listed = json.loads(file.read_text("utf-8"))
    left = [each for each in listed if each["version"] != "2.14"]
    file.write_text(json.dumps(left), "utf-8")


def move_latest(root: Path) -> None:
    """Call the old version the latest."""
    file = root / "versions.json"
    listed = json.loads(file.read_text("utf-8"))
    for each in listed:
        each["aliases"] = ["latest"] if each["version"] == "2.14" else []
    file.write_text(json.dumps(listed), "utf-8")


DAMAGES = {
    "version not listed": (unlist, "2.14/: versions.json does not list this version"),
    "folder gone": (remove("2.14"), "2.14/: versions.json lists it."),
    "list gone": (remove("versions.json"), "versions.json: lists no version"),
    "list cut": (
        write("versions.json", "[{"),
        "versions.json: is not what mike writes",
    ),
    "latest elsewhere": (move_latest, f"versions.json: latest is 2.14, not {MINOR}"),
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
        lambda root: write(
            "2.14/l2/index.html",
            (root / "2.14/l2/index.html").read_text("utf-8")[:-30],
        )(root),
        "2.14/l2/index.html: has no end",
    ),
    "page empty": (write("2.14/l2/index.html", ""), "2.14/l2/index.html: is empty"),
    "broken link": (
        edit("2.14/l2/index.html", 'href="../dropout/"', 'href="../gone/"'),
        "2.14/l2/index.html: ../gone/ leads to no file",
    ),
    "broken anchor": (
        edit("2.14/index.html", 'href="dropout/#rate"', 'href="dropout/#gone"'),
        "2.14/index.html: dropout/#gone leads to no such anchor",
    ),
    "style sheet gone": (remove("2.14/styles.css"), "styles.css leads to no file"),
    "font gone": (
        remove("2.14/katex/fonts/KaTeX_AMS-Regular.woff2"),
        "2.14/styles.css: katex/fonts/KaTeX_AMS-Regular.woff2 leads to no file",
    ),
    "link to a version that is not there": (
        edit("2.14/l2/index.html", 'href="../dropout/"', 'href="../../2.13/l2/"'),
        "2.14/l2/index.html: 2.13/l2/ leads to no file",
    ),
    "script of another host": (
        edit(
            "2.14/l2/index.html",
            "</body>",
            '<script src="//x.org/a.js"></script>\\g<0>',
        ),
        "2.14/l2/index.html: loads //x.org/a.js from another host",
    ),
    "picture of another host": (
        edit("2.14/l2/index.html", "</body>", '<img src="https://x.org/a.png">\\g<0>'),
        "2.14/l2/index.html: loads https://x.org/a.png from another host",
    ),
    "style of another host": (
        lambda root: write("2.14/more.css", "@import 'https://x.org/a.css';")(root),
        "2.14/more.css: loads https://x.org/a.css from another host",
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
        "404.html: favicon.svg depends on where it is shown",
    ),
    "page for missing pages without its style": (
        edit("404.html", "/guide/latest/favicon.svg", "/guide/latest/gone.svg"),
        "404.html: /guide/latest/gone.svg leads to no file",
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
        "2.14/l2/: latest has no such page. Write into mkdocs.yml",
    ),
}


def test_what_is_published_is_whole(published: Path, made: tuple[Project, str]):
    """As a folder, as a branch, and by the command."""
    assert problems(Folder(published)) == []
    for what in [], [str(published)], ["gh-pages"]:
        result = made[0].publish("--verify", *what)
        assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_found(published: Path, tmp_path: Path, damage: str):
    """Whatever was read before, and what was not damaged is not named."""
    change, message = DAMAGES[damage]
    kept = tmp_path / "kept"
    assert problems(Folder(published), kept) == []
    change(published)
    found = problems(Folder(published), kept)
    assert any(message in problem for problem in found), found
    assert len(found) <= 12, found


def test_all_problems_are_named_at_once(published: Path, made: tuple[Project, str]):
    """With what to do about each, and an exit code."""
    remove("2.14/l2/index.html", "robots.txt")(published)
    result = made[0].publish("--verify", str(published))
    assert result.returncode != 0
    assert "2.14/l2/: is missing" in result.stdout
    assert "robots.txt: is missing. Publish any version again." in result.stdout


def test_a_summary_that_was_half_written_is_read_again(published: Path, tmp_path: Path):
    """As a full disk or a kill may leave it."""
    kept = tmp_path / "kept"
    assert problems(Folder(published), kept) == []
    for file in kept.glob("*.json"):
        file.write_text(file.read_text("utf-8")[:40], "utf-8")
    remove("2.14/l2/index.html")(published)
    assert problems(Folder(published), kept) != []


def test_links_to_other_hosts_are_no_resource(published: Path):
    """A reader may follow them."""
    edit("2.14/l2/index.html", "</body>", '<a href="https://x.org/">x</a>\\g<0>')(
        published
    )
    assert problems(Folder(published)) == []


def test_versions_of_others_are_found_by_git_too(published: Path, tmp_path: Path):
    """A branch and a folder give the same answer."""
    from docs._engine.publish.tree import Branch

    edit("2.14/index.html", 'href="dropout/#rate"', 'href="dropout/#gone"')(published)
    for command in (
        "git init -q",
        "git add -A",
        "git -c user.name=A -c user.email=a@example.org commit -qm x",
    ):
        subprocess.run(command.split(), cwd=published, check=True)
    tree = Branch(published, "HEAD")
    assert problems(tree) == problems(Folder(published)) != []
    tree.close()
