"""The same command on a Dask cluster."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.experiments.project import data, run, write_project

KERAS = pytest.param(True, marks=pytest.mark.slow, id="keras")


@pytest.fixture(params=[pytest.param(False, id="stub"), KERAS])
def project(tmp_path: Path, request) -> Path:
    """A repository in which nothing was measured."""
    write_project(tmp_path / "project", keras=request.param)
    return tmp_path / "project"


@pytest.fixture
def cluster(project: Path) -> Iterator[str]:
    """A scheduler and two workers on this machine, with two threads each."""
    started = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=project,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    try:
        host = ["--host", "127.0.0.1", "--port", "0"]
        scheduler = start("distributed.cli.dask_scheduler", *host, "--no-dashboard")
        assert scheduler.stderr
        lines = (
            re.search(r"Scheduler at:\s+(tcp://\S+)", line) for line in scheduler.stderr
        )
        address = next(match[1] for match in lines if match)
        quiet = ["--nthreads", "2", "--no-dashboard", "--no-nanny"]
        for _ in range(2):
            start("distributed.cli.dask_worker", address, *quiet)
        yield address
    finally:
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()  # A busy machine may keep a worker from its farewell.
                process.wait()


def test_a_cluster_measures_the_same(project: Path, cluster: str):
    """The files are equal to the byte to those of one process."""
    result = run(project, "--dask", cluster)
    assert result.returncode == 0, result.stderr
    by_cluster = data(project)
    shutil.rmtree(project / ".cache")
    shutil.rmtree(project / "docs" / "_data")
    assert run(project, "-n", "1").returncode == 0
    assert data(project) == by_cluster


def test_missing_cluster_is_named(tmp_path: Path):
    """The message has the address."""
    write_project(tmp_path)
    result = run(tmp_path, "--dask", "tcp://127.0.0.1:9")
    assert result.returncode == 1
    assert "tcp://127.0.0.1:9: no Dask scheduler answers" in result.stderr
    assert "Traceback" not in result.stderr
