"""Notebooks run again when, and only when, something they depend on changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docs._engine.core import sources
from docs._engine.markdown import notebooks
from tests.support.scratch_site import Build, build_site, write_scratch_site

HEADER = '# %% [markdown]\n# # A notebook\n\n# %% figures=["{label}"]\n'
PLOT = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with this one's theme and hooks; its one page is yet to be written."""
    write_scratch_site(tmp_path)
    return tmp_path


def write(project: Path, code: str) -> None:
    """Write a notebook with this code in its cell."""
    notebook = HEADER.format(label="an empty plot") + PLOT + code
    (project / "docs" / "notebooks" / "page.py").write_text(notebook, "utf-8")


def build(project: Path, code: str) -> Build:
    """Build the site with this code in the notebook's cell."""
    write(project, code)
    return build_site(project, project / "site")


def page(project: Path) -> str:
    """Return the HTML of the notebook's page."""
    return (project / "site" / "notebooks" / "page" / "index.html").read_text("utf-8")


def test_unchanged_notebook_is_not_run_again(project: Path):
    """Its output is kept, byte for byte; a change runs it again.

    A result of which an interrupted build has written only half is thrown away. The
    .ipynb file holds the same cells, for the reader's own kernel.
    """
    code = "import secrets\nprint('token', secrets.token_hex())\n"
    assert build(project, code).exit_code == 0
    first = page(project)
    assert 'aria-label="an empty plot"' in first
    assert "<svg" in first
    assert 'href="../page.ipynb"' in first
    assert build(project, code).exit_code == 0
    assert page(project) == first
    file = project / "site" / "notebooks" / "page.ipynb"
    cells = json.loads(file.read_text("utf-8"))["cells"]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code"]
    (result,) = (project / ".cache" / "notebooks").rglob("*.json")
    result.write_bytes(result.read_bytes()[:1000])
    assert build(project, code).exit_code == 0
    second = page(project)
    assert "<svg" in second
    assert second != first
    assert build(project, code + "\n# changed\n").exit_code == 0
    assert page(project) not in (first, second)


def test_two_builds_at_once_run_the_notebook_once(project: Path):
    """The second waits for the first, and shows what that has run."""
    runs = project / "runs"
    code = f"with open({str(runs)!r}, 'a') as file:\n    file.write('x')\n"
    write(project, "import time\ntime.sleep(2)\n" + code)
    folders = [project / "site", project / "second"]
    with ThreadPoolExecutor() as pool:
        builds = list(pool.map(build_site, [project] * 2, folders))
    assert [each.exit_code for each in builds] == [0, 0], builds[1].log
    assert runs.read_text("utf-8") == "x"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch) -> Path:
    """A repository with a notebook that imports a module that imports another."""
    (tmp_path / "local_package").mkdir()
    (tmp_path / "local_package" / "__init__.py").touch()
    (tmp_path / "local_package" / "near.py").write_text("from . import far\n", "utf-8")
    (tmp_path / "local_package" / "far.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "local_package" / "other.py").write_text("x = 1\n", "utf-8")
    (tmp_path / "page.py").write_text("from local_package import near\n", "utf-8")
    (tmp_path / "packages" / "keras-3.15.1.dist-info").mkdir(parents=True)
    (tmp_path / "jupyter").mkdir()
    monkeypatch.setattr(notebooks, "JUPYTER", tmp_path / "jupyter")
    monkeypatch.setattr(
        notebooks.sysconfig, "get_path", lambda name: str(tmp_path / "packages")
    )
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    return tmp_path


def test_state_follows_everything_a_notebook_imports(repository: Path):
    """An imported file, however deep, and the version of Keras change the state."""
    state = notebooks.cache_key([repository / "page.py"])
    (repository / "local_package" / "other.py").write_text("x = 2\n", "utf-8")
    assert notebooks.cache_key([repository / "page.py"]) == state
    (repository / "local_package" / "far.py").write_text("x = 2\n", "utf-8")
    changed = notebooks.cache_key([repository / "page.py"])
    assert changed != state
    (repository / "local_package" / "__init__.py").write_text("x = 2\n", "utf-8")
    assert notebooks.cache_key([repository / "page.py"]) != changed
    changed = notebooks.cache_key([repository / "page.py"])
    packages = repository / "packages"
    (packages / "keras-3.15.1.dist-info").rename(packages / "keras-3.16.0.dist-info")
    assert notebooks.cache_key([repository / "page.py"]) != changed
