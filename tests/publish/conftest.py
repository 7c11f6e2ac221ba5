"""A published project, made once; each test has a copy of it."""

import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.publish.project import MINOR, Project, create, environment

OLD = "2.14.3"


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> tuple[Project, str]:
    """A project whose guide is published for two versions, and what that printed."""
    folder = tmp_path_factory.mktemp("publish")
    project = create(folder)
    project.passed()
    project.passed(OLD)
    # A relative path, as in the README.
    old = os.path.relpath(environment(folder, OLD), project.root)
    result = project.publish(f"2.14={old}", f"{MINOR}={sys.executable}")
    assert result.returncode == 0, result.stdout
    return project, result.stdout


@pytest.fixture
def project(made: tuple[Project, str], tmp_path: Path) -> Project:
    """A copy of that project and of its remote."""
    kept = made[0]
    copy = Project(tmp_path / "clone", tmp_path / "remote.git")
    shutil.copytree(kept.root, copy.root, symlinks=True)
    shutil.copytree(kept.remote, copy.remote, symlinks=True)
    copy.git("remote", "set-url", "origin", str(copy.remote))
    return copy


@pytest.fixture
def unpublished(made: tuple[Project, str], project: Project) -> Project:
    """A copy to which nothing was published."""
    shutil.rmtree(project.remote)
    project.git("init", "-q", "--bare", str(project.remote))
    project.git("update-ref", "-d", "refs/heads/gh-pages")
    project.git("update-ref", "-d", "refs/remotes/origin/gh-pages")
    return replace(project)
