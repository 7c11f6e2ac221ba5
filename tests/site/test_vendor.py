"""Files of other projects are recorded, unchanged, and carry their licence."""

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from docs._engine.vendor import font
from docs._engine.vendor.manifest import problems

RECORD = """
[[package]]
name = "letters"
version = "1.0.0"
licence = "MIT"
integrity = "{integrity}"

[[package.file]]
from = "dist/*.css"
to = "docs/_theme/letters/"

[[package.file]]
from = "LICENSE"
to = "docs/_theme/letters/"

[sha256]
"""
CONTENTS = {
    "dist/a.css": b"a {}",
    "dist/b.css": b"b {}",
    "LICENSE": b"Do what you like.",
    "index.js": b"1",
}


def test_vendored_files_are_recorded():
    """Each is the recorded one, with a licence beside it; none is unrecorded."""
    assert problems() == []


@pytest.fixture
def project(tmp_path) -> Path:
    """A repository with a record of one package that npm, which is a fake, has."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        for name, data in CONTENTS.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    digest = base64.b64encode(hashlib.sha512(archive.getvalue()).digest()).decode()
    shutil.copytree(ROOT / "docs" / "_vendor", tmp_path / "docs" / "_vendor")
    record = tmp_path / "docs" / "_vendor" / "vendor.toml"
    record.write_text(RECORD.format(integrity=f"sha512-{digest}"), "utf-8")
    (tmp_path / "letters.tgz").write_bytes(archive.getvalue())
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text('#!/bin/sh\n[ "$5" = letters@1.0.0 ] && cp letters.tgz "$4"\n')
    npm.chmod(0o755)
    return tmp_path


def fetch(project: Path, path: str | None = None) -> subprocess.CompletedProcess:
    """Run the command in a project whose npm is the fake."""
    path = (
        f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}" if path is None else path
    )
    return subprocess.run(
        [sys.executable, "-m", "docs._engine.vendor"],
        cwd=project,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def edit(project: Path, old: str, new: str) -> None:
    """Replace a text of the project's record."""
    record = project / "docs" / "_vendor" / "vendor.toml"
    text = record.read_text("utf-8")
    assert old in text
    record.write_text(text.replace(old, new), "utf-8")


def state(project: Path) -> list[str]:
    """Return what is wrong with the project's files."""
    return problems(project, project / "docs" / "_vendor" / "vendor.toml")


def test_the_command_writes_what_is_recorded(project):
    """It fetches, checks and records; what no rule asks for any more is removed."""
    first = fetch(project)
    assert (first.returncode, first.stderr) == (0, "")
    folder = project / "docs" / "_theme" / "letters"
    assert sorted(file.name for file in folder.iterdir()) == [
        "LICENSE",
        "a.css",
        "b.css",
    ]
    assert state(project) == []
    again = fetch(project)
    assert (again.returncode, again.stdout) == (0, "")
    edit(project, "dist/*.css", "dist/a.css")
    assert fetch(project).stdout == "removed docs/_theme/letters/b.css\n"
    assert state(project) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"sha512-', '"sha512-A', "letters@1.0.0: the archive has integrity"),
        ('"1.0.0"', '"2.0.0"', "letters@2.0.0: npm says"),
        ("dist/*.css", "dist/*.js", "letters has no file dist/*.js."),
        (
            "letters/",
            "letters.css",
            "dist/*.css is 2 files and docs/_theme/letters.css",
        ),
        ('licence = "MIT"\n', "", "vendor.toml: package 1 (letters) has no `licence`."),
        ("licence", "license", "vendor.toml: package 1 (letters) has no `licence`."),
        (
            "[sha256]",
            'why = "?"\n[sha256]',
            "has `why`, which means nothing. Remove it.",
        ),
        ("docs/_theme/letters/", "../letters/", "../letters/ is not in docs/."),
        ("[[package]]", "[package]]", "vendor.toml: Expected newline"),
    ],
)
def test_a_record_that_cannot_be_followed_changes_nothing(project, old, new, message):
    """The message names the package and what is wrong with it."""
    edit(project, old, new)
    result = fetch(project)
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / "docs" / "_theme").exists()


def test_without_npm_the_command_says_so(project):
    """It needs npm, and only it does."""
    assert fetch(project, path="").stderr == (
        "npm is not installed: it fetches the packages.\n"
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            lambda folder: (folder / "a.css").write_text("a { color: red }"),
            "not the rec",
        ),
        (lambda folder: (folder / "a.css").unlink(), "is recorded, and is not there"),
        (lambda folder: (folder / "c.css").write_text("c {}"), "is not recorded"),
        (lambda folder: (folder.parent / "x.woff2").touch(), "x.woff2 is not recorded"),
        (lambda folder: (folder.parent / "x.js").write_text("1;" * 600), "x.js is not"),
    ],
)
def test_a_file_that_is_not_the_recorded_one_is_found(project, change, problem):
    """A file that was changed, is missing, or came from nowhere fails."""
    fetch(project)
    change(project / "docs" / "_theme" / "letters")
    (found,) = state(project)
    assert problem in found


def test_a_package_without_its_licence_is_found(project):
    """Its text stands in each folder that the package fills."""
    edit(project, 'from = "LICENSE"', 'from = "index.js"')
    fetch(project)
    assert state(project) == ["docs/_theme/letters has no licence text of letters."]


def test_a_font_is_cut_down():
    """It holds the characters that were asked for; one it never had is an error."""
    import matplotlib

    whole = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    part = font.subset(whole.read_bytes(), "U+41-5A, U+3BB")
    assert sorted(part.getBestCmap()) == [*range(0x41, 0x5B), 0x3BB]
    with pytest.raises(ValueError, match=r"the font has no U\+4E00"):
        font.subset(whole.read_bytes(), "U+41, U+4E00")
