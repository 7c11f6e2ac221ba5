"""A published project, made once; each test has a copy of it."""

import os
from pathlib import Path

import pytest

from tests.publish.project import THIS, Project, create, fake_python


@pytest.fixture(scope="session")
def published_template(tmp_path_factory) -> Project:
    """A project whose guide is published for two versions."""
    folder = tmp_path_factory.mktemp("publish")
    project = create(folder)
    # A relative path, as in the README.
    old = os.path.relpath(fake_python(folder), project.root)
    output = project.publish(f"2.14={old}", THIS)
    assert f"Published: gh-pages is {project.tip()[:8]}" in output
    return project


@pytest.fixture
def project(published_template: Project, tmp_path: Path, monkeypatch) -> Project:
    """A copy of that project and of its remote."""
    # A publish that is killed leaves its scratch clone there.
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return published_template.copy(tmp_path)
