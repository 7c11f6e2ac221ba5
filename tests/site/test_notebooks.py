"""Notebooks run again when, and only when, something they depend on changed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docs._engine.core import sources
from docs._engine.markdown import notebooks
from tests.site.test_mistakes import notebook
from tests.support.scratch_site import build_site, write_files, write_scratch_site


def test_unchanged_notebook_is_not_run_again(tmp_path: Path):
    """Its output is the same, byte for byte; a change runs it again.

    A result of which an interrupted build has written only half is thrown away. The
    .ipynb file holds the same cells, for the reader's own kernel.
    """
    write_scratch_site(tmp_path)

    def render(more: str = "") -> str:
        code = f"import secrets\nprint('token', secrets.token_hex())\n{more}"
        write_files(tmp_path, notebook(code))
        build = build_site(tmp_path, tmp_path / "site")
        assert build.exit_code == 0, build.log
        return (build.folder / "notebooks/page/index.html").read_text("utf-8")

    first = render()
    for part in 'aria-label="an empty plot"', "<svg", 'href="../page.ipynb"':
        assert part in first
    assert render() == first
    file = tmp_path / "site" / "notebooks" / "page.ipynb"
    cells = json.loads(file.read_text("utf-8"))["cells"]
    assert [cell["cell_type"] for cell in cells] == ["markdown", "code"]
    (result,) = (tmp_path / ".cache" / "notebooks").rglob("*.json")
    result.write_bytes(result.read_bytes()[:1000])
    second = render()
    assert "<svg" in second
    assert second != first
    assert render("# changed") not in (first, second)


@pytest.mark.slow
def test_two_builds_at_once_run_the_notebook_once(tmp_path: Path):
    """The second waits for the first, and shows what that has run."""
    runs = tmp_path / "runs"
    code = f"with open({str(runs)!r}, 'a') as file:\n    file.write('x')\n"
    write_scratch_site(tmp_path, notebook(f"import time\ntime.sleep(2)\n{code}"))
    folders = [tmp_path / "site", tmp_path / "second"]
    with ThreadPoolExecutor() as pool:
        builds = list(pool.map(build_site, [tmp_path] * 2, folders))
    assert [each.exit_code for each in builds] == [0, 0], builds[1].log
    assert runs.read_text("utf-8") == "x"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch) -> Path:
    """A repository with a notebook that imports a module that imports another."""
    write_files(
        tmp_path,
        {
            "local_package/__init__.py": "",
            "local_package/near.py": "from . import far\n",
            "local_package/far.py": "x = 1\n",
            "local_package/other.py": "x = 1\n",
            "page.py": "from local_package import near\n",
        },
    )
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

    def edit(name: str) -> str:
        write_files(repository, {f"local_package/{name}.py": "x = 2\n"})
        return notebooks.cache_key([repository / "page.py"])

    state = notebooks.cache_key([repository / "page.py"])
    assert edit("other") == state
    states = [state, edit("far"), edit("__init__")]
    packages = repository / "packages"
    (packages / "keras-3.15.1.dist-info").rename(packages / "keras-3.16.0.dist-info")
    states.append(notebooks.cache_key([repository / "page.py"]))
    assert len(set(states)) == len(states)
