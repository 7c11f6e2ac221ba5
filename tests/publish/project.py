"""Scratch repository with this site's settings, and a remote on disk to publish to."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO

from docs._engine.core.keras import minor_version
from docs._engine.core.paths import ROOT
from tests.support.scratch_site import write_scratch_site

KERAS, OLD_KERAS = version("keras"), "2.14.3"
MINOR = minor_version()
THIS = f"{MINOR}={sys.executable}"
PUBLISH = sys.executable, "-m", "docs._engine.publish"
SITE_URL = "https://example.org/guide/"
IDENTITY = {"NAME": "Author", "EMAIL": "author@example.org"}
AUTHOR = {f"GIT_AUTHOR_{key}": text for key, text in IDENTITY.items()}
AUTHOR |= {f"GIT_COMMITTER_{key}": text for key, text in IDENTITY.items()}
DATE = "2026-02-03T12:00:00+0000"
DATES = {"GIT_AUTHOR_DATE": DATE, "GIT_COMMITTER_DATE": DATE}
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

    def git(self, *arguments: object, folder: Path | None = None) -> str:
        """Return what git prints in the clone, or in another folder."""
        result = subprocess.run(
            ["git", *map(str, arguments)],  # noqa: S607
            cwd=folder or self.root,
            env={**os.environ, **AUTHOR, **DATES},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def remote_git(self, *arguments: object) -> str:
        """Return what git prints in the remote."""
        return self.git(*arguments, folder=self.remote)

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

    def redirect(self, old: str, new: str) -> None:
        """Add a redirect from one page to another."""
        settings = self.root / "mkdocs.yml"
        text = settings.read_text("utf-8")
        maps = f"redirect_maps:\n        {old}: {new}"
        settings.write_text(text.replace("redirect_maps: {}", maps), "utf-8")

    def start(self, *command: object, **variables: str) -> subprocess.Popen[str]:
        """Start a command in the clone, as a user with its environment would."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        known = {"PATH": path, "PYTHONPATH": str(self.root), "SITE_URL": SITE_URL}
        return subprocess.Popen(
            list(map(str, command)),
            cwd=self.root,
            env={
                **os.environ,
                "NO_MKDOCS_2_WARNING": "1",
                **AUTHOR,
                **known,
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *command: object, **variables: str) -> tuple[int, str]:
        """Run a command in the clone; return the exit code and what was printed."""
        with self.start(*command, **variables) as process:
            output, _ = process.communicate(timeout=600)
        return process.returncode, output

    def publish(self, *arguments: str, **variables: str) -> tuple[int, str]:
        """Run the command that publishes."""
        return self.run(*PUBLISH, *arguments, **variables)

    def tip(self) -> str:
        """Return the published commit, or nothing."""
        return self.remote_git("for-each-ref", "--format=%(objectname)", "refs/heads")

    def text(self, path: str) -> str:
        """Return what a published file holds."""
        return self.remote_git("show", f"gh-pages:{path}")

    def hook(self, name: str, script: str) -> Path:
        """Write a hook of the remote."""
        file = self.remote / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)
        return file

    def copy(self, folder: Path) -> "Project":
        """Copy it with its remote."""
        copy = Project(folder / "clone", folder / "remote.git")
        shutil.copytree(self.root, copy.root, symlinks=True)
        shutil.copytree(self.remote, copy.remote, symlinks=True)
        copy.git("remote", "set-url", "origin", copy.remote)
        return copy


def output_of(process: subprocess.Popen[str]) -> IO[str]:
    """Return what a started publish prints, as it prints it."""
    assert process.stdout
    return process.stdout


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
    project.git("remote", "add", "origin", project.remote)
    project.commit(**PAGES)
    return project


def fake_environment(folder: Path, keras: str = OLD_KERAS) -> Path:
    """Return a Python in which another Keras seems to be installed."""
    packages = folder / keras / "packages"
    info = packages / f"keras-{keras}.dist-info"
    info.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: keras\nVersion: {keras}\n"
    (info / "METADATA").write_text(metadata, "utf-8")
    for name, module in {"python": "", "mkdocs": "-m mkdocs"}.items():
        file, values = folder / keras / name, {"packages": packages, "module": module}
        file.write_text(WRAPPER.format(python=sys.executable, **values), "utf-8")
        file.chmod(0o755)
    return folder / keras / "python"
