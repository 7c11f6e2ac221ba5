"""A repository whose experiments were measured."""

from pathlib import Path

import pytest

from tests.checks.conftest import imported_keras  # noqa: F401
from tests.experiments.project import run, write_project


@pytest.fixture(scope="session")
def measured(tmp_path_factory) -> Path:
    """A repository in which everything was measured by one process."""
    root = tmp_path_factory.mktemp("measured")
    write_project(root)
    result = run(root, "-n", "1")
    assert result.returncode == 0, result.stderr
    assert "first: new docs/_data/first.json" in result.stdout
    return root
