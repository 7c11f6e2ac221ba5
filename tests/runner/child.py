"""Run an example in this process, and report how it ended."""

import _thread
import atexit
import builtins
import faulthandler
import gc
import multiprocessing
import os
import resource
import signal
import sys
import threading
import traceback
import types
import warnings
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from multiprocessing import process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypedDict

MAIN_PROCESS = multiprocessing.current_process()
"""The main process, as multiprocessing has it before it starts another."""

MAX_MESSAGE = 20_000
"""Characters of a traceback that are kept."""

MAX_FILE = 100_000_000
"""Bytes of the longest file an example may write, its output included."""

OWN_VARIABLES = "PYTEST_", "PYTHON", "UV_", "VIRTUAL_ENV"
"""How the names of environment variables begin that pytest and uv set."""


class Report(TypedDict):
    """How an example ended, as its process sends it to the runner."""

    exit_code: int
    error: str | None
    """Last line of the traceback, if an exception ended it."""
    trace: str
    """The traceback."""
    lines: list[int]
    """Lines of the example, from 1, that the traceback goes through."""


def run(
    script: str,
    log: str,
    time_limit: float,
    hidden: frozenset[str],
    report: "Connection[Report, Any]",
) -> None:
    """Run a script as `python script.py` would, and report how it ended.

    Args:
        script: The script; its folder becomes the working directory.
        log: Folder for the files stdout, stderr, hang and crash.
        time_limit: Seconds after which the script is stopped where it is.
        hidden: Packages that it must not find.
        report: Where the report goes.
    """
    os.setsid()  # So that whatever it starts can be stopped with it.
    # Not of `threading`: examples that count their threads are to find their own.
    pytest = multiprocessing.parent_process()
    assert pytest is not None
    _thread.start_new_thread(_end_with_pytest, (pytest,))
    _become_main_process()
    _redirect(Path(log))
    os.chdir(Path(script).parent)
    for name in [each for each in os.environ if each.startswith(OWN_VARIABLES)]:
        del os.environ[name]
    # Figures are drawn and shown as on a screen, without one, and without a warning.
    os.environ["MPLBACKEND"] = "template"
    sys.argv = [Path(script).name]
    sys.orig_argv = [sys.executable, *sys.argv]
    sys.path[:] = [
        str(Path(script).parent),
        *filter(_is_importable_by_readers, sys.path),
    ]
    _reset_warnings()
    hang, crash = (
        os.open(Path(log, name), os.O_WRONLY | os.O_CREAT) for name in ("hang", "crash")
    )
    faulthandler.dump_traceback_later(time_limit, exit=True, file=hang)
    faulthandler.enable(file=crash)
    # An endless loop that prints, or writes, must not fill the disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))

    outcome = Report(exit_code=0, error=None, trace="", lines=[])
    _hide(hidden)
    _draw_anew()
    try:
        _execute(script)
    except SystemExit as exit_:
        if not isinstance(exit_.code, int | None):
            with suppress(ValueError, OSError):
                print(exit_.code, file=sys.stderr, flush=True)
        outcome["exit_code"] = _exit_code(exit_)
        outcome["trace"], outcome["lines"] = _trace(exit_, script)
    except BaseException as error:
        # Python ends itself as Ctrl-C would.
        is_interrupt = isinstance(error, KeyboardInterrupt)
        outcome["exit_code"] = -signal.SIGINT if is_interrupt else 1
        if sys.excepthook is not sys.__excepthook__:
            sys.excepthook(type(error), error, error.__traceback__)
        outcome["trace"], outcome["lines"] = _trace(error, script)
        error.__notes__ = []  # They are in the trace, behind the last line.
        outcome["error"] = traceback.format_exception_only(error)[-1].strip()
    _wait_for_threads()
    atexit._run_exitfuncs()
    # What its variables hold may print when it goes.
    vars(sys.modules["__main__"]).clear()
    gc.collect()
    try:
        sys.stdout.flush()
    except ValueError:
        pass  # It closed its stdout, as it may.
    except OSError as error:
        outcome["error"] = outcome["error"] or f"{type(error).__name__}: {error}"
    outcome["error"] = outcome["error"] and outcome["error"][:MAX_MESSAGE]
    report.send(outcome)


def _end_with_pytest(pytest: process.BaseProcess) -> None:
    """End this process and what it started if pytest ends first, however it does."""
    pytest.join()
    os.killpg(0, signal.SIGKILL)


def _become_main_process() -> None:
    """Let multiprocessing forget that it has started this process, and how."""
    multiprocessing.set_start_method(None, force=True)
    MAIN_PROCESS.name = "MainProcess"
    process._current_process = MAIN_PROCESS  # type: ignore[attr-defined]
    process._parent_process = None  # type: ignore[attr-defined]
    sys.modules.pop("multiprocessing.forkserver", None)
    vars(multiprocessing).pop("forkserver", None)


def _is_importable_by_readers(entry: str) -> bool:
    """Return whether readers can import from a folder: not from a site's root."""
    return bool(entry) and not Path(entry, "mkdocs.yml").exists()


def _redirect(log: Path) -> None:
    """Send all output to files, also what compiled code writes; stdin is empty."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in (1, "stdout"), (2, "stderr"):
        os.dup2(os.open(log / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
        # Each line is written when it ends, as at a terminal.
        getattr(sys, name).reconfigure(encoding="utf-8", line_buffering=True)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115


def _reset_warnings() -> None:
    """Warn as an interpreter does that has just started."""
    warnings.resetwarnings()
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    for hidden in (
        DeprecationWarning,
        PendingDeprecationWarning,
        ImportWarning,
        ResourceWarning,
    ):
        warnings.simplefilter("ignore", hidden, append=True)


def _execute(script: str) -> None:
    """Execute a script in the module `__main__`, as Python does."""
    main = types.ModuleType("__main__")
    loader = SourceFileLoader("__main__", script)
    vars(main).update(
        __annotations__={},
        __builtins__=builtins,
        __cached__=None,
        __file__=script,
        __loader__=loader,
    )
    sys.modules["__main__"] = main
    exec(compile(Path(script).read_bytes(), script, "exec"), vars(main))  # noqa: S102


def _draw_anew() -> None:
    """Let NumPy draw other numbers than in each process that the server forks.

    Python's own generator does this by itself, and Keras draws its seeds from there.
    """
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


def _hide(packages: frozenset[str]) -> None:
    """Let the program find what its readers have installed, and nothing else."""

    class HiddenPackages:
        @staticmethod
        def find_spec(name: str, path: object = None, target: object = None) -> None:
            if name.partition(".")[0] in packages:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, HiddenPackages)
    for name in [each for each in sys.modules if each.partition(".")[0] in packages]:
        del sys.modules[name]


def _wait_for_threads() -> None:
    """Wait as the interpreter does before it ends."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


def _exit_code(exit_: SystemExit) -> int:
    if exit_.code is None:
        return 0
    return exit_.code & 0xFF if isinstance(exit_.code, int) else 1


def _trace(error: BaseException, script: str) -> tuple[str, list[int]]:
    """Return the traceback from the script on, and the script's lines in it."""
    start = error.__traceback__
    while start and start.tb_frame.f_code.co_filename != script:
        start = start.tb_next
    frames = traceback.extract_tb(start)
    lines = [frame.lineno for frame in frames if frame.filename == script]
    if isinstance(error, SyntaxError) and error.filename == script:
        lines.append(error.lineno)
    trace = "".join(traceback.format_exception(type(error), error, start))
    return trace[-MAX_MESSAGE:], [line for line in lines if line is not None]
