"""The command: what it measures and caches, and its messages."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests.experiments.project import (
    cached_results,
    command,
    data,
    run,
    write_experiment,
    write_project,
)


@pytest.fixture
def project(measured: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(measured, tmp_path / "project")


def test_each_setting_is_measured_once(measured: Path):
    """Four settings of two experiments, of which two are the same, are three."""
    assert len(cached_results(measured)) == 3
    assert [*data(measured)] == ["first.json", "second.json"]


def test_nothing_changed_is_said_without_keras(project: Path):
    """The second call imports neither Keras nor what runs it, and writes nothing."""
    before = {file: file.stat().st_mtime_ns for file in project.rglob("*.json")}
    arguments = ["-X", "importtime", "-m", "docs._engine.experiments"]
    result = subprocess.run(
        [command()[0], *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.stdout == "first: nothing changed\nsecond: nothing changed\n"
    for package in "keras", "tensorflow", "numpy", "joblib", "rich":
        assert f" {package}\n" not in result.stderr
    after = {file: file.stat().st_mtime_ns for file in project.rglob("*.json")}
    assert after == before


def test_two_processes_measure_the_same(measured: Path, tmp_path: Path):
    """The files are equal to the byte, whatever the number of processes."""
    write_project(tmp_path)
    result = run(tmp_path, "-n", "2")
    assert result.returncode == 0, result.stderr
    assert data(tmp_path) == data(measured)


@pytest.mark.slow
def test_two_processes_train_the_same(tmp_path: Path):
    """With Keras, too: it adds in one order, whatever the number of processes."""
    for processes in "1", "2":
        write_project(tmp_path / processes, keras=True)
        result = run(tmp_path / processes, "-n", processes)
        assert result.returncode == 0, result.stderr
    assert data(tmp_path / "1") == data(tmp_path / "2")


def test_only_a_new_setting_is_measured(project: Path):
    """What was measured for another list of settings is kept."""
    before = cached_results(project)
    write_experiment(project, "first", [0.0, 0.5, 0.75])
    result = run(project, "-n", "1")
    assert result.returncode == 0, result.stderr
    assert "first: new docs/_data/first.json" in result.stdout
    assert "second: nothing changed" in result.stdout
    after = cached_results(project)
    assert len(after) == 4
    assert {key: after[key] for key in before} == before


def test_a_changed_program_is_run_again(project: Path):
    """A change of what measures makes all its results new."""
    program = project / "snippets" / "experiments" / "training.py"
    program.write_text(program.read_text("utf-8").replace("0.1  # SGD(0.1)", "0.2"))
    before = data(project)
    result = run(project, "first", "-n", "1")
    assert result.returncode == 0, result.stderr
    assert len(cached_results(project)) == 5
    assert data(project)["first.json"] != before["first.json"]
    assert data(project)["second.json"] == before["second.json"]


def test_an_edited_data_file_is_written_again(project: Path):
    """The command does not take an edited file for its own."""
    before = data(project)
    file = project / "docs" / "_data" / "first.json"
    file.write_bytes(before["first.json"].replace(b"1", b"2"))
    result = run(project, "-n", "1")
    assert result.returncode == 0, result.stderr
    assert data(project) == before


def test_killed_at_any_moment_it_goes_on(measured: Path, tmp_path: Path):
    """However often it is killed, the files come out the same, and none is broken."""
    write_project(tmp_path)
    moments = np.random.default_rng(0)
    for _ in range(3):
        started = subprocess.Popen(
            command("-n", "2"),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moments.uniform(0.1, 2))
        started.kill()
        started.wait()
        known = cached_results(measured)
        for key, kernels in cached_results(tmp_path).items():
            assert kernels == known[key]
    result = run(tmp_path, "-n", "1")
    assert result.returncode == 0, result.stderr
    assert data(tmp_path) == data(measured)


def test_interrupted_it_says_so(tmp_path: Path):
    """Ctrl-C ends it with one line and code 130."""
    write_project(tmp_path)
    # Far more than it measures before it is interrupted.
    write_experiment(tmp_path, "first", [rate / 1000 for rate in range(900)])
    started = subprocess.Popen(
        command("-n", "1"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, Ctrl-C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while not cached_results(tmp_path):
        assert started.poll() is None, started.communicate()
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    _, errors = started.communicate(timeout=60)
    assert started.returncode == 130, errors
    assert "Interrupted. The next call goes on from here." in errors
    assert "Traceback" not in errors


INTERRUPTED = """
import sys
from docs._engine.experiments import main
main._update = lambda *arguments: exec("raise KeyboardInterrupt")
sys.exit(main.main())
"""


def test_interrupted_in_an_import_the_code_is_the_same(tmp_path: Path):
    """Many modules run text while they are imported; Python remembers it."""
    write_project(tmp_path)
    (tmp_path / "interrupted.py").write_text(INTERRUPTED, "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert "Interrupted. The next call goes on from here." in result.stderr
    assert result.returncode == 130, result.stderr


def test_a_failing_setting_is_named(project: Path):
    """The message names program and setting; what was measured is kept."""
    before = data(project)
    write_experiment(project, "first", [0.0, 0.5, 1.5])
    result = run(project, "-n", "2")
    assert result.returncode == 1
    assert (
        "snippets.experiments.training: 1.5: ValueError: rate 1.5 is too large"
        in result.stderr
    )
    assert "Traceback" not in result.stderr
    assert data(project) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["third"], "there is no experiment third; there are first, second"),
        (["-n", "0"], "0 is no whole number above 0"),
        (["--dask"], "expected one argument"),
    ],
)
def test_wrong_arguments_are_refused(measured: Path, arguments, message):
    """The message says what there is."""
    result = run(measured, *arguments)
    assert result.returncode == 2
    assert message in result.stderr
