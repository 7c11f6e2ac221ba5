"""What happens in the process of one example."""

import _thread
import faulthandler
import logging
import multiprocessing
import os
import resource
import runpy
import signal
import sys
import threading
import traceback
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

MAX_MESSAGE = 20_000
"""Characters of a traceback that are kept."""

MAX_FILE = 100_000_000
"""Bytes of the longest file an example may write, its output included."""


def run(script: str, log: str, time_limit: float, report: Connection):
    """Run a script as `python script.py` would, and report how it ended.

    Args:
        script: The script; its folder becomes the working directory.
        log: Folder for the files stdout, stderr, hang and crash.
        time_limit: Seconds after which the script is stopped where it is.
        report: Where the report goes, a dictionary of plain values.
    """
    os.setsid()  # So that whatever it starts can be stopped with it.
    # Not of `threading`: examples that count their threads are to find their own.
    _thread.start_new_thread(_end_with_pytest, ())
    _redirect(Path(log))
    os.chdir(Path(script).parent)
    # Figures are drawn and shown as on a screen, without one, and without a warning.
    os.environ["MPLBACKEND"] = "template"
    sys.argv = [script]
    sys.path[:] = [str(Path(script).parent), *filter(_readers_have, sys.path)]
    complaints = _collect_complaints()
    hang, crash = (
        os.open(Path(log, name), os.O_WRONLY | os.O_CREAT) for name in ("hang", "crash")
    )
    faulthandler.dump_traceback_later(time_limit, exit=True, file=hang)
    faulthandler.enable(file=crash)
    # An endless loop that prints, or writes, must not fill the disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))

    outcome = {"exit_code": 0, "error": None, "trace": "", "lines": []}
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as exit_:
        if not isinstance(exit_.code, int | None):
            with suppress(ValueError, OSError):
                print(exit_.code, file=sys.stderr, flush=True)
        outcome.update(exit_code=_exit_code(exit_), **_where(exit_, script))
    except BaseException as error:
        outcome.update(exit_code=1, **_where(error, script))
        error.__notes__ = []  # They stand in the trace, behind the last line.
        outcome["error"] = traceback.format_exception_only(error)[-1].strip()
    _wait_for_threads()
    outcome["complaints"] = complaints
    try:
        sys.stdout.flush()
    except ValueError:
        pass  # It closed its stdout, as it may.
    except OSError as error:
        outcome["error"] = outcome["error"] or f"{type(error).__name__}: {error}"
    outcome["error"] = outcome["error"] and outcome["error"][:MAX_MESSAGE]
    report.send(outcome)


def _end_with_pytest() -> None:
    """End this process and what it started if pytest ends first, however it does."""
    multiprocessing.parent_process().join()
    os.killpg(0, signal.SIGKILL)


def _readers_have(entry: str) -> bool:
    """Say whether readers can import from a folder: not from a site's root."""
    return bool(entry) and not Path(entry, "mkdocs.yml").exists()


def _redirect(log: Path) -> None:
    """Send all output to files, also what compiled code writes; stdin is empty."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in (1, "stdout"), (2, "stderr"):
        os.dup2(os.open(log / name, os.O_WRONLY | os.O_CREAT), number)
        stream = open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115


def _collect_complaints() -> list[tuple[str, int, str]]:
    """Collect (file, line, message) of each warning that a reader would see."""
    complaints = []
    warnings.resetwarnings()
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
    for hidden in (
        DeprecationWarning,
        PendingDeprecationWarning,
        ImportWarning,
        ResourceWarning,
    ):
        warnings.simplefilter("ignore", hidden, append=True)

    def show(message, category, filename, lineno, file=None, line=None):
        complaints.append((filename, lineno, f"{category.__name__}: {message}"))

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complaints.append((record.pathname, record.lineno, record.getMessage()))

    def thread_failed(failure: threading.ExceptHookArgs) -> None:
        last = traceback.extract_tb(failure.exc_traceback)[-1]
        text = f"a thread failed with {failure.exc_type.__name__}: {failure.exc_value}"
        complaints.append((last.filename, last.lineno, text))

    warnings.showwarning = show
    threading.excepthook = thread_failed
    logging.getLogger().addHandler(Handler(logging.WARNING))
    return complaints


def _wait_for_threads() -> None:
    """Wait as the interpreter does before it ends."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


def _exit_code(exit_: SystemExit) -> int:
    if exit_.code is None:
        return 0
    return exit_.code if isinstance(exit_.code, int) else 1


def _where(error: BaseException, script: str) -> dict:
    """Return the traceback from the script on, and the script's lines in it."""
    start = error.__traceback__
    while start and start.tb_frame.f_code.co_filename != script:
        start = start.tb_next
    frames = traceback.extract_tb(start)
    lines = [frame.lineno for frame in frames if frame.filename == script]
    if isinstance(error, SyntaxError) and error.filename == script:
        lines.append(error.lineno)
    trace = "".join(traceback.format_exception(type(error), error, start))
    return {"trace": trace[-MAX_MESSAGE:], "lines": lines}
