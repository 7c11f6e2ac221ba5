"""Files of other projects are recorded, unchanged, and carry their license."""

import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
import vl_convert
from fontTools.ttLib import TTFont

from docs._engine.core.paths import ROOT
from docs._engine.vendor.__main__ import (
    FOLDER,
    Rule,
    find_problems,
    load_rules,
    main,
    subset_font,
)
from tests.support.scratch_site import Build

MANIFEST = """
[files.letters]
"docs/_theme/letters/LICENSE" = { source = "LICENSE" }
"docs/_theme/letters/a.css" = { source = "dist/a.css" }
"docs/_theme/letters/b.css" = { source = "dist/b.css" }
"""


def test_vendored_files_are_recorded():
    """Each is the recorded one, with a license beside it; none is unrecorded."""
    assert find_problems() == []


@pytest.fixture
def lock() -> dict[str, dict]:
    """The packages that npm is to install, by their folder."""
    return json.loads((ROOT / FOLDER / "package-lock.json").read_bytes())["packages"]


def test_licenses_of_packages_are_known(lock):
    """A version under another license is noticed, and so is an unused package."""
    licenses = {
        package: lock[f"node_modules/{package}"]["license"]
        for package in lock[""]["dependencies"]
    }
    assert licenses == {
        "@fontsource-variable/atkinson-hyperlegible-mono": "OFL-1.1",
        "@fontsource-variable/atkinson-hyperlegible-next": "OFL-1.1",
        "katex": "MIT",
    }
    assert licenses.keys() == {rule.package for rule in load_rules().values()}


def test_lock_names_no_download_address(lock):
    """Whoever installs the packages asks the registry that they have configured."""
    for name, package in lock.items():
        assert "resolved" not in package, name
        assert "funding" not in package, f"{name}: remove funding, it is an address"
        assert name == "" or package["integrity"].startswith("sha512-"), name


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A repository with one package, which an npm that is a fake installs."""
    folder, package = tmp_path / FOLDER, tmp_path / "packages" / "letters"
    shutil.copytree(ROOT / FOLDER, folder, ignore=shutil.ignore_patterns("*.sha256"))
    (folder / "vendor.toml").write_text(MANIFEST, "utf-8")
    (package / "dist").mkdir(parents=True)
    (package / "LICENSE").write_text("Do what you like.", "utf-8")
    (package / "dist" / "a.css").write_text("a {}", "utf-8")
    (package / "dist" / "b.css").write_text("b {}", "utf-8")
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(
        f'#!/bin/sh\n[ "$1" = ci ] && cmp .npmrc "{folder}/.npmrc" &&'
        f' cp -r "{tmp_path}/packages" node_modules\n'
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def edit(project: Path, old: str, new: str) -> None:
    """Replace a text of the project's manifest."""
    manifest = project / FOLDER / "vendor.toml"
    text = manifest.read_text("utf-8")
    assert old in text
    manifest.write_text(text.replace(old, new), "utf-8")


def test_the_command_writes_what_is_recorded(project, capsys):
    """It copies and records; what no rule makes any longer is removed."""
    main(project)
    folder = project / "docs" / "_theme" / "letters"
    assert {file.name for file in folder.iterdir()} == {"LICENSE", "a.css", "b.css"}
    assert find_problems(project) == []
    capsys.readouterr()
    main(project)
    assert capsys.readouterr().out == ""
    edit(project, '"docs/_theme/letters/b.css" = { source = "dist/b.css" }', "")
    (problem,) = find_problems(project)
    assert "vendor.toml differs from the record. Run: uv run" in problem
    main(project)
    assert capsys.readouterr().out == "removed docs/_theme/letters/b.css\n"
    assert find_problems(project) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("dist/a.css", "dist/c.css", "a.css: letters has no file dist/c.css."),
        ("source", "sauce", "LICENSE: Rule.__init__() got an unexpected"),
        ('"dist/a.css"', '"dist/a.css", characters = "x"', "[characters] has no x."),
        ("docs/_theme/letters/", "../letters/", "../letters/LICENSE is not in docs/."),
        ("[files.letters]", "[files.letters", "vendor.toml: Expected"),
    ],
)
def test_a_manifest_that_cannot_be_followed_changes_nothing(project, old, new, message):
    """The message names the file and what is wrong with its entry."""
    edit(project, old, new)
    with pytest.raises(SystemExit) as error:
        main(project)
    assert message in str(error.value)
    assert not (project / "docs" / "_theme").exists()


def test_npm_is_needed_and_its_errors_are_shown(project, monkeypatch):
    """For example that a package is not the locked one, or that npm is missing."""
    npm = project / "bin" / "npm"
    npm.write_text("#!/bin/sh\necho EINTEGRITY >&2\nexit 1\n")
    with pytest.raises(SystemExit, match=f"npm ci failed in {FOLDER}:\nEINTEGRITY"):
        main(project)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="npm is not installed"):
        main(project)


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        ("_theme/letters/a.css", "a { color: red }", "a.css differs from the record"),
        ("_theme/letters/a.css", None, "a.css is recorded, but missing"),
        ("_theme/letters/c.css", "c {}", "c.css is not recorded"),
        ("_theme/x.woff2", "", "x.woff2 is not recorded"),
        ("_theme/x.js", "1;" * 600, "x.js is not recorded"),
        ("_engine/vendor/package-lock.json", "{}", "package-lock.json differs from"),
    ],
)
def test_a_file_that_is_not_the_recorded_one_is_found(project, file, text, problem):
    """A file that was changed, is missing, or came from nowhere fails."""
    main(project)
    (project / "docs" / file).unlink(missing_ok=True)
    if text is not None:
        (project / "docs" / file).write_text(text, "utf-8")
    (sentence,) = find_problems(project)
    assert problem in sentence


def test_a_package_without_its_license_is_found(project):
    """Its text is in the folder of each file, or in one above."""
    edit(project, '{ source = "LICENSE" }', '{ source = "dist/a.css" }')
    main(project)
    problems = find_problems(project)
    assert len(problems) == 3
    assert all("has no license text of letters beside it." in each for each in problems)


def test_a_font_is_cut_down():
    """It holds the characters of its rule; one it never had is an error."""
    import matplotlib

    file = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    part = subset_font(file, Rule("", "", "U+41-5A, U+3BB"), "woff2")
    assert sorted(TTFont(io.BytesIO(part)).getBestCmap()) == [*range(0x41, 0x5B), 0x3BB]
    with pytest.raises(ValueError, match=r"The font has no U\+4E00"):
        subset_font(file, Rule("", "", "U+41, U+4E00"), "woff2")


PACKAGE_NAME = r"(?:@[\w.-]+/)?[a-z][\w.-]*"
LICENSES = "licences.txt"


def find_vega_packages() -> Iterator[str]:
    """Find the packages that the bundle of Vega is made from."""
    folder = Path(vl_convert.__file__).parent
    library = max(folder.glob("vl_convert.*"), key=lambda file: file.stat().st_size)
    names = re.findall(rb"npm/(%s)@\d" % PACKAGE_NAME.encode(), library.read_bytes())
    return map(bytes.decode, set(names))


def find_theme_packages() -> Iterator[str]:
    """Find the packages that the theme's scripts and styles are made from."""
    assets = Path(material.__file__).parent / "templates" / "assets"
    for file in assets.rglob("*.map"):
        for source in json.loads(file.read_text("utf-8"))["sources"]:
            yield from re.findall(rf"node_modules/({PACKAGE_NAME})", source)


def test_every_package_is_named_with_its_license(site: Build):
    """One that a new version of Vega or of the theme brings along is missing here."""
    lines = (site.folder / LICENSES).read_text("utf-8").splitlines()
    names = {
        name
        for line in lines
        if line.endswith(")")
        for name in line.rpartition(" (")[0].split(", ")
    }
    packages = set(find_vega_packages()) | set(find_theme_packages())
    assert {"vega", "d3-array", "rxjs", "lunr"} < packages
    assert packages - names == set(), f"add what their LICENSE says to {LICENSES}"
