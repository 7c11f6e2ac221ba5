"""A small repository with this site's settings, and a remote on disk to publish to."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from docs._engine.core.paths import ROOT
from tests.support.scratch_site import write_scratch_site

KERAS = version("keras")
MINOR = ".".join(KERAS.split(".")[:2])
SITE = "https://example.org/guide/"
AUTHOR = {
    f"GIT_{role}_{key}": text
    for role in ("AUTHOR", "COMMITTER")
    for key, text in {"NAME": "Author", "EMAIL": "author@example.org"}.items()
}
DAY = dict.fromkeys(
    ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"], "2026-02-03T12:00:00+0000"
)
"""When everything is committed."""
PAGES = {
    "index.md": "# Home\n\nStart at [dropout](dropout.md#rate).\n",
    "dropout.md": "# Dropout\n\n## Rate\n\nA share of units.\n",
    "l2.md": "# L2\n\n## Strength\n\nSee [dropout](dropout.md).\n",
}
WRAPPER = """#!/bin/sh
PYTHONPATH="{packages}:$PYTHONPATH" exec "{python}" {module} "$@"
"""


@dataclass(frozen=True)
class Project:
    """A clone, and the bare repository that it pushes to."""

    root: Path
    remote: Path

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """Return what git prints."""
        result = subprocess.run(
            ["git", *arguments],  # noqa: S607
            cwd=folder or self.root,
            env={**os.environ, **AUTHOR, **DAY},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def commit(self, **pages: str) -> str:
        """Write pages, commit everything, and return the commit."""
        for name, text in pages.items():
            (self.root / "docs" / f"{name}.md").write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD")

    def passed(self, keras: str = KERAS, **other: object) -> Path:
        """Write what a whole run on a Keras leaves, but for some values."""
        run = {
            "commit": self.git("rev-parse", "HEAD"),
            "keras": keras,
            "date": "2026-11-22",
            "pages": {"l2.md": {"examples": 1, "statements": 2}},
        }
        minor = ".".join(keras.split(".")[:2])
        name = "run.json" if keras == KERAS else f"runs/{minor}-tensorflow.json"
        file = self.root / ".cache" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(run | other), "utf-8")
        return file

    def command(self, *arguments: str) -> list[str]:
        """Return the command that publishes."""
        return [sys.executable, "-m", "docs._engine.publish", *arguments]

    def publish(self, *arguments: str, **also: str) -> subprocess.CompletedProcess:
        """Run it."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=variables(**also),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
        )

    def tip(self) -> str:
        """Return the published commit, or nothing."""
        listed = self.git(
            "for-each-ref",
            "--format=%(objectname)",
            "refs/heads/gh-pages",
            folder=self.remote,
        )
        return listed

    def local(self) -> str:
        """Return where the branch of the clone is, or nothing."""
        return self.git("for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")

    def clone(self, folder: Path) -> "Project":
        """Clone it as another publisher would, with the same records."""
        self.git("clone", "-q", str(self.root), str(folder))
        self.git("remote", "set-url", "origin", str(self.remote), folder=folder)
        shutil.copytree(self.root / ".cache", folder / ".cache", symlinks=True)
        return Project(folder, self.remote)


def variables(**also: str) -> dict[str, str]:
    """Return the environment in which a publish runs."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    # The command is this repository's; the hooks are those of the project.
    known = {"PATH": path, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **known, **AUTHOR, "SITE_URL": SITE, **also}


def create(folder: Path) -> Project:
    """Make a repository with three pages, and an empty remote."""
    project = Project(folder / "clone", folder / "remote.git")
    project.root.mkdir()
    write_scratch_site(project.root)
    shutil.copy(ROOT / "CITATION.cff", project.root)
    for name, text in PAGES.items():
        (project.root / "docs" / name).write_text(text, "utf-8")
    (project.root / "snippets" / "shape.py").write_text("print(1)\n", "utf-8")
    ignored = "/site/\n/.cache/\n__pycache__/\n"
    (project.root / ".gitignore").write_text(ignored, "utf-8")
    project.git("init", "-q", "-b", "main")
    project.git("init", "-q", "--bare", str(project.remote))
    project.git("remote", "add", "origin", str(project.remote))
    project.commit()
    return project


def environment(folder: Path, keras: str) -> Path:
    """Return a Python in which another Keras seems to be installed."""
    packages = folder / keras / "packages"
    info = packages / f"keras-{keras}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: keras\nVersion: {keras}\n", "utf-8"
    )
    for name, module in {"python": "", "mkdocs": "-m mkdocs"}.items():
        file = folder / keras / name
        text = WRAPPER.format(packages=packages, python=sys.executable, module=module)
        file.write_text(text, "utf-8")
        file.chmod(0o755)
    return folder / keras / "python"
