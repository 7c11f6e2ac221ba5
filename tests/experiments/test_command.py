"""The command: what it measures and caches, and its messages."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.experiments.project import (
    cached_results,
    data,
    run,
    start,
    write_experiment,
    write_project,
)

CLUSTER = """
from distributed import LocalCluster
with LocalCluster(2, threads_per_worker=2, dashboard_address=None) as cluster:
    print(cluster.scheduler_address, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> Path:
    """A repository in which everything was measured by one process."""
    root = tmp_path_factory.mktemp("measured")
    write_project(root)
    output, _ = run(root, "-n", "1")
    assert "first: new docs/_data/first.json" in output
    return root


@pytest.fixture
def project(measured: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(measured, tmp_path / "project")


@contextmanager
def dask_cluster(root: Path) -> Iterator[str]:
    """Run two workers with two threads each in a repository; yield the address."""
    with subprocess.Popen(
        [sys.executable, "-c", CLUSTER],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.communicate("\n", timeout=60)


def test_each_setting_is_measured_once(measured: Path):
    """Four settings of two experiments, of which two are the same, are three."""
    assert len(cached_results(measured)) == 3
    assert [*data(measured)] == ["decisions.json", "first.json", "second.json"]


def test_nothing_changed_is_said_without_keras(project: Path, monkeypatch):
    """The second call imports neither Keras nor what runs it, and writes nothing."""
    before = {file: file.stat().st_mtime_ns for file in project.rglob("*.json")}
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    output, imports = run(project)
    assert output == "first: nothing changed\nsecond: nothing changed\n"
    assert " json\n" in imports
    for package in "keras", "tensorflow", "numpy", "joblib", "rich":
        assert f" {package}\n" not in imports
    after = {file: file.stat().st_mtime_ns for file in project.rglob("*.json")}
    assert after == before


@pytest.mark.parametrize(
    "keras",
    [
        pytest.param(False, id="stub"),
        pytest.param(True, marks=pytest.mark.slow, id="keras"),
    ],
)
def test_every_way_measures_the_same(tmp_path: Path, keras: bool):
    """Files are equal to the byte for any number of processes, and on a cluster."""
    one, two, many = roots = [tmp_path / name for name in ("one", "two", "many")]
    for root in roots:
        write_project(root, keras)
    run(one, "-n", "1")
    run(two, "-n", "2")
    with dask_cluster(many) as address:
        run(many, "--dask", address)
    assert data(one) == data(two) == data(many)


def test_only_a_new_setting_is_measured(project: Path):
    """What was measured for another list of settings is kept."""
    before = cached_results(project)
    write_experiment(project, "first", [0.0, 0.5, 0.75])
    output, _ = run(project, "-n", "1")
    assert "first: new docs/_data/first.json" in output
    assert "second: nothing changed" in output
    after = cached_results(project)
    assert len(after) == 4
    assert {key: after[key] for key in before} == before


def test_a_changed_program_is_run_again(project: Path):
    """A change of what measures makes all its results new."""
    program = project / "snippets" / "experiments" / "training.py"
    program.write_text(program.read_text("utf-8").replace("0.1  # SGD(0.1)", "0.2"))
    before = data(project)
    run(project, "first", "-n", "1")
    assert len(cached_results(project)) == 5
    assert data(project)["first.json"] != before["first.json"]
    assert data(project)["second.json"] == before["second.json"]


def test_a_program_may_change_its_arguments(project: Path):
    """As `keras.optimizers.get` does; the result is found all the same."""
    folder = project / "snippets" / "experiments"
    for name, old, new in [
        ("training", r"rate\):\n", 'rate):\n    rate = rate.pop("rate")\n'),
        ("first", "SETTINGS = .+", 'SETTINGS = {"0.5": {"rate": {"rate": 0.5}}}'),
    ]:
        file = folder / f"{name}.py"
        file.write_text(re.sub(old, new, file.read_text("utf-8")), "utf-8")
    output, _ = run(project, "first", "-n", "1")
    assert "first: new docs/_data/first.json" in output
    (numbers,) = json.loads(data(project)["first.json"])["results"]["kernel"].values()
    assert len(numbers) == 2


def test_a_fresh_clone_has_nothing_to_measure(project: Path):
    """Committed files are trusted, whatever measured them; an option measures again."""
    shutil.rmtree(project / ".cache")
    before = data(project)
    output, _ = run(project)
    assert output == "first: nothing changed\nsecond: nothing changed\n"
    file = project / "docs" / "_data" / "first.json"
    file.write_text(re.sub('"numpy": ".*"', '"numpy": "1.0"', file.read_text("utf-8")))
    output, _ = run(project)
    assert "first: nothing changed (measured with numpy 1.0, not " in output
    assert not (project / ".cache").exists()
    output, _ = run(project, "--again", "-n", "1")
    assert "first: new docs/_data/first.json" in output
    assert "second: the same docs/_data/second.json" in output
    assert data(project) == before
    (result, *_) = (project / ".cache" / "experiments").glob("*.json")
    result.write_text("[0, 0]\n")
    run(project, "--again", "-n", "1")
    assert data(project) == before
    assert len(cached_results(project)) == 3
    assert [0, 0] not in cached_results(project).values()


def test_an_edited_data_file_is_written_again(project: Path):
    """The command does not take an edited file for its own."""
    before = data(project)
    file = project / "docs" / "_data" / "first.json"
    file.write_bytes(before["first.json"].replace(b"1", b"2"))
    run(project, "-n", "1")
    assert data(project) == before


def test_killed_at_any_moment_it_goes_on(measured: Path, tmp_path: Path):
    """However often it is killed, the files come out the same, and none is broken."""
    write_project(tmp_path)
    moments = np.random.default_rng(0)
    known = cached_results(measured)
    for _ in range(3):
        process = start(tmp_path, "-n", "2")
        time.sleep(moments.uniform(0.1, 2))
        process.kill()
        process.wait()
        assert cached_results(tmp_path).items() <= known.items()
    run(tmp_path, "-n", "1")
    assert data(tmp_path) == data(measured)


def test_interrupted_it_says_so(tmp_path: Path):
    """Ctrl-C ends it with one line and code 130."""
    write_project(tmp_path)
    # Far more than it measures before it is interrupted.
    write_experiment(tmp_path, "first", [rate / 1000 for rate in range(900)])
    process = start(tmp_path, "-n", "1")
    while not cached_results(tmp_path):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Interrupted. The next call goes on from here." in errors
    assert "Traceback" not in errors


def test_interrupted_in_an_import_the_code_is_the_same(tmp_path: Path):
    """Many modules run text while they are imported; Python remembers it."""
    write_project(tmp_path)
    (tmp_path / "tensorflow.py").write_text('exec("raise KeyboardInterrupt")', "utf-8")
    _, errors = run(tmp_path, exit_code=130)
    assert "Interrupted. The next call goes on from here." in errors


def test_a_failing_setting_is_named(project: Path):
    """The message names program and setting; what was measured is kept."""
    before = data(project)
    write_experiment(project, "first", [0.0, 0.5, 1.5])
    _, errors = run(project, "-n", "2", exit_code=1)
    message = "snippets.experiments.training:measure: 1.5: ValueError: rate 1.5 is too"
    assert message in errors
    assert data(project) == before


def test_missing_cluster_is_named(tmp_path: Path):
    """The message has the address."""
    write_project(tmp_path)
    _, errors = run(tmp_path, "--dask", "tcp://127.0.0.1:9", exit_code=1)
    assert "tcp://127.0.0.1:9: no Dask scheduler answers" in errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["third"], "there is no experiment third. Choose from first, second"),
        (["-n", "0"], "0 is not a whole number above 0"),
        (["--dask"], "expected one argument"),
    ],
)
def test_wrong_arguments_are_refused(measured: Path, arguments, message):
    """The message says what there is."""
    _, errors = run(measured, *arguments, exit_code=2)
    assert message in errors
