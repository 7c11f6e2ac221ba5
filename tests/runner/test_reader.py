"""An example passes here, and prints the same, as `python example.py` would."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from docs._engine.core.paths import ROOT
from tests.runner.comparison import TENSORFLOW_LOG
from tests.runner.packages import hidden_packages
from tests.runner.runner import PRELOAD, Runner, begins_with_import
from tests.runner.sandbox import reader_environment
from tests.runner.state_programs import PROGRAMS

KERAS = "import keras\n"
WITHOUT_KERAS = "exit-large", "exit-negative", "future", "syntax"
"""Programs that say nothing of an interpreter that has imported Keras."""


@pytest.fixture(scope="module")
def runner() -> Runner:
    """The runner that pytest uses, with all packages that the reader here has."""
    return Runner(120, root=None)


def run_as_reader(code: str, folder: Path) -> tuple[str, int, bool]:
    """Return output, exit code, and whether Python wrote to its error output."""
    (folder / "example.py").write_text(code, "utf-8")
    terminal, end = pty.openpty()
    with (folder.parent / "stderr").open("w+") as stderr:
        process = subprocess.Popen(
            [sys.executable, "example.py"],
            cwd=folder,
            env=reader_environment(folder.parent),
            stdin=subprocess.DEVNULL,
            stdout=end,
            stderr=stderr,
            start_new_session=True,
        )
        os.close(end)
        output = b""
        while process.poll() is None or select.select([terminal], [], [], 0.2)[0]:
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    output += os.read(terminal, 65536)
                except OSError:
                    break
        exit_code = process.wait()
        os.close(terminal)
        stderr.seek(0)
        text = output.decode().replace("\r\n", "\n")
        return text, exit_code, has_errors(stderr.read())


def has_errors(stderr: str) -> bool:
    """Return whether more than TensorFlow's own log was written."""
    return bool(TENSORFLOW_LOG.sub("", stderr).strip())


def compare(runner: Runner, code: str, tmp_path: Path) -> None:
    """Run a program both ways, and hold the outcomes against each other."""
    folder = tmp_path / "empty-folder"
    for name in "empty-folder", "home", "tmp":
        (tmp_path / name).mkdir()
    expected = run_as_reader(code, folder)
    outcome = runner.run(code)
    has_failed = has_errors(outcome.stderr) or outcome.error is not None
    result = outcome.stdout, outcome.exit_code, has_failed
    assert [without_folder(str(each)) for each in result] == [
        without_folder(str(each)) for each in expected
    ]


def without_folder(text: str) -> str:
    """Return a text without the name of the folder that a program ran in."""
    return re.sub(r"/[\w/.-]*/empty-folder", "FOLDER", text)


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_is_run_as_by_its_reader(
    name: str, runner: Runner, tmp_path: Path
) -> None:
    """Output and end are those of a Python that has just started."""
    code = dedent(PROGRAMS[name]).lstrip("\n")
    assert not begins_with_import(code, PRELOAD)
    compare(runner, code, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PROGRAMS.keys() - {*WITHOUT_KERAS}))
def test_program_with_keras_is_run_as_by_its_reader(
    name: str, runner: Runner, tmp_path: Path
) -> None:
    """The server's Keras is that of a Python that has just imported it."""
    code = KERAS + dedent(PROGRAMS[name]).lstrip("\n")
    assert begins_with_import(code, PRELOAD)
    compare(runner, code, tmp_path)


def test_packages_of_the_tests_are_hidden() -> None:
    """Readers install what the guide depends on, and nothing that tests it."""
    hidden = hidden_packages(ROOT)
    ours = {"bs4", "mkdocs", "psutil", "pytest", "docs", "snippets", "tests"}
    assert ours <= hidden
    theirs = {"PIL", "absl", "keras", "matplotlib", "numpy", "scipy", "sklearn"}
    assert not hidden & {*theirs, "tensorflow", "contourpy"}
    outcome = Runner(60).run("import keras\nimport psutil")
    assert outcome.error == "ModuleNotFoundError: No module named 'psutil'"
    assert outcome.lines == [2]


@pytest.mark.parametrize(
    ("code", "is_warm"),
    [
        ("import keras\nprint(1)", True),
        ('"""About."""\n\nimport os\nimport keras as k\nprint(1)', True),
        ("import tensorflow as tf", False),
        ("from keras.layers import Dense", True),
        ("import os\n\nos.environ['KERAS_BACKEND'] = 'jax'\nimport keras", False),
        ("try:\n    import keras\nexcept ImportError:\n    pass", False),
        ("import numpy\nprint(1)", False),
        ("print(1)\nimport keras", False),
        ("import kerastuner", False),
        ("import keras\nx = (", False),
    ],
)
def test_only_what_begins_with_keras_shares_its_import(
    code: str, is_warm: bool
) -> None:
    """Anything that runs before the import could tell that it has happened."""
    assert begins_with_import(code, PRELOAD) == is_warm


def test_fresh_runs_all_without_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the option, the import of Keras is the program's own."""
    code = "import json\nprint(1)"
    assert begins_with_import(code, ["json"])
    monkeypatch.delattr("tests.runner.runner.Server")
    assert Runner(60, ["json"], shares="never").run(code).stdout == "1\n"
    with pytest.raises(NameError):
        Runner(60, ["json"]).run(code)


def test_what_has_no_seed_differs_each_time(runner: Runner) -> None:
    """Processes of one server would draw the same numbers, and readers would not."""
    code = """
import random

import keras
import numpy as np

print(random.random())
print(np.random.rand())
print(float(keras.random.uniform(())))
"""
    first, second = (runner.run(code).stdout.split() for _ in range(2))
    assert len(first) == len(second) == 3
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_settings_of_the_machine_do_not_count(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither Keras's own settings nor language or time zone reach an example."""
    (tmp_path / ".keras").mkdir()
    (tmp_path / ".keras" / "keras.json").write_text('{"floatx": "float64"}', "utf-8")
    for name, value in {
        "HOME": str(tmp_path),
        "LC_ALL": "POSIX",
        "TZ": "Asia/Kathmandu",
    }.items():
        monkeypatch.setenv(name, value)
    code = """
import keras
import os
import sys
import time

print(keras.config.floatx(), time.tzname[0], sys.stdout.encoding)
print("trace" in os.listdir(os.path.expanduser("~")))
open(os.path.expanduser("~/trace"), "w").close()
"""
    runner = Runner(60)
    for _ in range(2):
        outcome = runner.run(code)
        assert outcome.stdout == "float32 UTC utf-8\nFalse\n", outcome
    runner.close()
