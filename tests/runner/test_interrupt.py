"""However a run is ended, nothing that it started goes on."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.pytest_project import pytest_settings, write_pytest_project

# It has a child of its own, and says when that has begun.
PROGRAM = """\
```python
{imports}
import subprocess
import sys
import tempfile
import time

subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open({started!r}, "w").close()
while True:
    time.sleep(1)
```
"""


@pytest.fixture(autouse=True)
def heeded_interrupt() -> Iterator[None]:
    """Heed Ctrl-C also where a script started the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder with a short name: a socket in it may have 107 characters."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def started_run(
    project: Path, temporary: Path, imports: str, *arguments: str
) -> subprocess.Popen[bytes]:
    """Start pytest in a session of its own, and wait until an example is running."""
    write_pytest_project(project)
    # So that the time limit is not what ends it.
    settings = pytest_settings("600", preload=imports.removeprefix("import "))
    (project / "pyproject.toml").write_text(settings, "utf-8")
    page = PROGRAM.format(started=str(project / "started"), imports=imports)
    (project / "docs" / "page.md").write_text(page, "utf-8")
    with (project / "log").open("w") as log:
        run = subprocess.Popen(
            [sys.executable, "-m", "pytest", "docs", "-n", "0", *arguments],
            cwd=project,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    end = time.monotonic() + 120
    while not (project / "started").exists():
        if run.poll() is not None or time.monotonic() > end:
            run.kill()
            pytest.fail((project / "log").read_text("utf-8"))
        time.sleep(0.1)
    return run


@pytest.mark.parametrize(
    ("number", "imports", "arguments"),
    [
        (signal.SIGINT, "", []),
        (signal.SIGINT, "import keras", ["-n", "2"]),
        (signal.SIGTERM, "", []),
        (signal.SIGKILL, "", []),
        (signal.SIGKILL, "import keras", []),
    ],
)
def test_nothing_goes_on(
    tmp_path: Path,
    temporary: Path,
    number: signal.Signals,
    imports: str,
    arguments: list[str],
) -> None:
    """Examples, what they started, workers and servers end and clear up."""
    run = started_run(tmp_path, temporary, imports, *arguments)
    others = psutil.Process(run.pid).children(recursive=True)
    # The example and what it started; with Keras also a server, with -n two workers.
    assert len(others) >= 2 + bool(imports)
    if number == signal.SIGINT:  # As a terminal does on Ctrl-C.
        os.killpg(run.pid, number)
    else:
        run.send_signal(number)
    try:
        run.wait(60)
        _, alive = psutil.wait_procs(others, timeout=60)
        assert alive == []
    finally:
        for process in others:
            if process.is_running():
                process.kill()
    if number != signal.SIGKILL:
        # pytest keeps a folder of its own there.
        names = {path.name for path in temporary.iterdir()}
        assert {name for name in names if not name.startswith("pytest-of-")} == set()
