"""Sandbox of an example: the folders and the environment that its Python finds.

Python starts with `startup/sitecustomize.py`, either for one program or as the server
from which processes are forked.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tests.runner.terminal import Terminal

MAX_FILE = 100_000_000
"""Bytes of the longest file that an example may write."""
PLACE_SIGNAL = getattr(signal, "SIGRTMIN", signal.SIGUSR2 - 16) + 16
"""The signal at which Python writes where it is. No program knows it."""
STARTUP = Path(__file__).parent / "startup"
"""The folder of what prepares Python."""
OF_THE_MACHINE = (
    "KERAS_HOME",
    "LANG",
    "LC_",
    "MPL",
    "PYTEST_",
    "PYTHON",
    "TZ",
    "UV_",
    "VIRTUAL_ENV",
    "XDG_",
)
"""How the names of variables begin that differ from machine to machine."""


class Sandbox:
    """Folders of a program: an empty one to run in, a home, one for temporary files.

    A program can still write elsewhere by an absolute path.
    """

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        # The name that the program sees must be the name in its tracebacks.
        self.root = Path(self._temporary.name).resolve()
        self.script = self.root / "empty-folder" / "example.py"
        self.home = self.root / "home"
        self._alive: list[int] = []
        self.empty()

    def empty(self) -> None:
        """Make all folders new."""
        for folder in self.script.parent, self.home, self.root / "tmp":
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for name in "place", "stderr":
            (self.root / name).write_bytes(b"")

    def close(self) -> None:
        """End the Python that runs here, and remove the folders."""
        for pipe in self._alive:
            os.close(pipe)
        self._temporary.cleanup()

    def start_python(
        self,
        terminal: Terminal,
        options: Sequence[str],
        hidden: frozenset[str],
        modules: Sequence[str] = (),
        orders: int = -1,
        answers: int = -1,
    ) -> subprocess.Popen[bytes]:
        """Start `python example.py`.

        Args:
            terminal: Where it writes to.
            options: Options of Python.
            hidden: Packages that it must not find.
            modules: Modules that are imported once, for all programs of a server.
            orders: File number of the pipe from which a server reads what to run.
            answers: File number of the pipe to which it writes how that ended.
        """
        # Python ends when the other end of this pipe is closed: when pytest ends.
        pipe, alive = os.pipe()
        self._alive.append(alive)
        pipes = pipe, orders, answers
        try:
            with (self.root / "stderr").open("ab") as stderr:
                return subprocess.Popen(
                    [sys.executable, *options, self.script.name],
                    cwd=self.script.parent,
                    env=reader_environment(self.root)
                    | {
                        "EXAMPLE_HIDDEN": ",".join(hidden),
                        "EXAMPLE_MAX_FILE": str(MAX_FILE),
                        "EXAMPLE_MODULES": ",".join(modules),
                        "EXAMPLE_PIPES": ",".join(map(str, pipes)),
                        "EXAMPLE_SIGNAL": str(int(PLACE_SIGNAL)),
                        "PYTHONPATH": str(STARTUP),
                    },
                    stdin=subprocess.DEVNULL,
                    stdout=terminal.end,
                    stderr=stderr,
                    pass_fds=[each for each in pipes if each >= 0],
                    start_new_session=True,
                )
        finally:
            os.close(pipe)

    def stop(self, process: int, has_ended: bool) -> None:
        """End a process and everything that it started.

        If it has not ended by itself, it first writes to the file `place` where it is.
        """
        with suppress(ProcessLookupError, PermissionError):
            if not has_ended:
                os.kill(process, PLACE_SIGNAL)
                deadline = time.monotonic() + 5
                while not self.read("place") and time.monotonic() < deadline:
                    time.sleep(0.1)
                time.sleep(0.1)
            os.killpg(process, signal.SIGKILL)

    def read(self, name: str) -> str:
        """Return a file as it was written: no line ending or byte is replaced."""
        content = b""
        with suppress(FileNotFoundError):
            content = (self.root / name).read_bytes()
        return content.decode("utf-8", "surrogateescape")


def reader_environment(root: Path) -> dict[str, str]:
    """Return the variables of a machine on which nothing is set up.

    Args:
        root: The folder that holds the home and the folder of temporary files.
    """
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(OF_THE_MACHINE)
    }
    return variables | {
        "HOME": str(root / "home"),
        "LANG": "C.UTF-8",
        # Figures are drawn and shown as on a screen, without one.
        "MPLBACKEND": "template",
        "TMPDIR": str(root / "tmp"),
        "TZ": "UTC",
    }
