"""Scratch repository with this site's settings, and a remote on disk to publish to."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docs._engine.core.keras import minor_version
from docs._engine.core.paths import ROOT
from tests.support.scratch_site import write_scratch_site

KERAS, OLD_KERAS = version("keras"), "2.14.3"
MINOR = minor_version()
THIS = f"{MINOR}={sys.executable}"
PUBLISH = sys.executable, "-m", "docs._engine.publish"
SITE_URL = "https://example.org/guide/"
ENVIRONMENT = {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "SITE_URL": SITE_URL,
    "NO_MKDOCS_2_WARNING": "1",
}
for who in "AUTHOR", "COMMITTER":
    ENVIRONMENT[f"GIT_{who}_NAME"] = "Author"
    ENVIRONMENT[f"GIT_{who}_EMAIL"] = "author@example.org"
    ENVIRONMENT[f"GIT_{who}_DATE"] = "2026-02-03T12:00:00+0000"
PAGES = {
    "index": "# Home\n\nStart at [dropout](dropout.md#rate).\n",
    "dropout": "# Dropout\n\n## Rate\n\nA share of units.\n",
    "l2": "# L2\n\n## Strength\n\nSee [dropout](dropout.md).\n",
}
WRAPPER = """#!/bin/sh
PYTHONPATH="{packages}:$PYTHONPATH" exec "{python}" {module} "$@"
"""


@dataclass(frozen=True)
class Project:
    """A clone, and the bare repository that it pushes to."""

    root: Path
    remote: Path

    def start(self, *command: object, **variables: str) -> Any:
        """Start a command in the clone, as a user with its environment would."""
        return subprocess.Popen(
            list(map(str, command)),
            cwd=self.root,
            env=os.environ | ENVIRONMENT | {"PYTHONPATH": str(self.root)} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: object, fails: bool = False, **variables: str) -> str:
        """Return what a command prints, which has to work, or to fail."""
        with self.start(*command, **variables) as process:
            output, _ = process.communicate(timeout=600)
        assert (process.returncode != 0) == fails, output
        return output

    def publish(self, *arguments: str, fails: bool = False, **variables: str) -> str:
        """Run the command that publishes."""
        return self.run(*PUBLISH, *arguments, fails=fails, **variables)

    def git(self, *arguments: object) -> str:
        """Return what git prints in the clone."""
        return self.run("git", *arguments).strip()

    def remote_git(self, *arguments: object) -> str:
        """Return what git prints in the remote."""
        return self.git("-C", self.remote, *arguments)

    def tip(self) -> str:
        """Return the published commit, or nothing."""
        return self.remote_git("for-each-ref", "--format=%(objectname)", "refs/heads")

    def text(self, path: str) -> str:
        """Return what a published file holds."""
        return self.remote_git("show", f"gh-pages:{path}")

    def commit(self, **pages: str) -> None:
        """Write pages, commit everything, and record passed runs of it."""
        for name, text in pages.items():
            (self.root / "docs" / f"{name}.md").write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        self.record_run("run.json")
        self.record_run("runs/2.14-tensorflow.json", keras=OLD_KERAS)

    def record_run(self, name: str, **other: object) -> None:
        """Write the record of a whole run, but for some values."""
        pages = {"l2.md": {"examples": 1, "statements": 2}}
        commit = self.git("rev-parse", "HEAD")
        run = {"commit": commit, "keras": KERAS, "date": "2026-11-22", "pages": pages}
        file = self.root / ".cache" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(run | other), "utf-8")

    def move_l2(self) -> None:
        """Replace the page about L2 by a redirect to dropout, and commit that."""
        (self.root / "docs" / "l2.md").unlink(missing_ok=True)
        settings = self.root / "mkdocs.yml"
        text = settings.read_text("utf-8")
        maps = "redirect_maps: {l2.md: dropout.md#rate}"
        settings.write_text(text.replace("redirect_maps: {}", maps), "utf-8")
        self.commit()

    def hook(self, name: str, script: str) -> Path:
        """Write a hook of the remote."""
        file = self.remote / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)
        return file

    def copy(self, folder: Path) -> "Project":
        """Copy it with its remote."""
        for each in self.root, self.remote:
            shutil.copytree(each, folder / each.name, symlinks=True)
        return Project(folder / self.root.name, folder / self.remote.name)


def create(folder: Path) -> Project:
    """Make a repository with three pages whose tests passed, and an empty remote."""
    project = Project(folder / "clone", folder / "remote.git")
    project.root.mkdir()
    write_scratch_site(project.root)
    shutil.copy(ROOT / "CITATION.cff", project.root)
    (project.root / "snippets" / "shape.py").write_text("print(1)\n", "utf-8")
    ignored = "/site/\n/.cache/\n__pycache__/\n"
    (project.root / ".gitignore").write_text(ignored, "utf-8")
    project.git("init", "-q", "-b", "main")
    project.git("init", "-q", "--bare", project.remote)
    project.git("remote", "add", "origin", f"../{project.remote.name}")
    project.commit(**PAGES)
    return project


def fake_python(folder: Path) -> Path:
    """Return a Python in which an old Keras seems to be installed."""
    packages = folder / "old" / "packages"
    info = packages / f"keras-{OLD_KERAS}.dist-info"
    info.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: keras\nVersion: {OLD_KERAS}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    for name, module in {"python": "", "mkdocs": "-m mkdocs"}.items():
        file, values = folder / "old" / name, {"packages": packages, "module": module}
        file.write_text(WRAPPER.format(python=sys.executable, **values), "utf-8")
        file.chmod(0o755)
    return folder / "old" / "python"
