"""Startup of the Python that runs examples: Python imports this before the program.

It removes what the runner needed to get here, so that the program finds a Python as its
readers have it: their packages and no others, and no sign of pytest.

With EXAMPLE_MODULES it imports those modules, and then waits for orders: for each it
forks a process, which goes on from here to run `example.py` as any Python does. No
module is imported for this that readers would not have; so `os` does it all.
"""

import _thread
import os
import site
import sys

_present = {*sys.modules}

import atexit  # noqa: E402
import faulthandler  # noqa: E402
import fcntl  # noqa: E402
import gc  # noqa: E402
import resource  # noqa: E402

for _name in sys.modules.keys() - _present:
    del sys.modules[_name]

SETTINGS = {
    name: os.environ.pop(f"EXAMPLE_{name}")
    for name in ("HIDDEN", "MAX_FILE", "MODULES", "PIPES", "SIGNAL")
}
ALIVE, ORDERS, ANSWERS = map(int, SETTINGS["PIPES"].split(","))
FOLDER = os.getcwd()
USER_SITE = site.ENABLE_USER_SITE, site.execusercustomize


class HiddenPackages:
    """Finder of packages that readers do not have."""

    names = frozenset(SETTINGS["HIDDEN"].split(","))

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> None:
        """Refuse them, as Python does what is not installed."""
        if name.partition(".")[0] in cls.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def begin() -> None:
    """Prepare the program, in its own process or in one that is forked for it.

    Python calls this after it has imported this file, so that it is no longer known.
    """
    site.ENABLE_USER_SITE, site.execusercustomize = USER_SITE
    del sys.modules["sitecustomize"]
    if SETTINGS["MODULES"]:
        share_imports(SETTINGS["MODULES"].split(","))
    end_with_pytest()
    # The runner asks for it when the time is over.
    place = os.open(f"{FOLDER}/../place", os.O_WRONLY | os.O_CREAT)
    faulthandler.register(int(SETTINGS["SIGNAL"]), file=place)
    # An endless loop that writes must not fill the disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(SETTINGS["MAX_FILE"]),) * 2)


def end_with_pytest() -> None:
    """End this process and what it starts when pytest ends, however it does.

    Without a thread where that is possible: Python warns programs that have one and
    fork.
    """
    if not hasattr(fcntl, "F_SETSIG"):
        _thread.start_new_thread(wait_for_pytest, ())
        return
    # The system sends the signal when the other end is closed. Opened anew, the pipe
    # has a setting of its own.
    pipe = os.open(f"/proc/self/fd/{ALIVE}", os.O_RDONLY)
    os.close(ALIVE)
    fcntl.fcntl(pipe, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, 9)
    fcntl.fcntl(pipe, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    try:
        os.read(pipe, 1)
    except BlockingIOError:
        return
    os.killpg(0, 9)  # It was closed before.


def wait_for_pytest() -> None:
    """End this process and what it started when pytest ends."""
    os.read(ALIVE, 1)
    os.killpg(0, 9)


def share_imports(modules: list[str]) -> None:
    """Import modules, and return in each process that is forked for a program."""
    names: list[str] = []
    # Registered first, it is called last, behind what the program registers.
    atexit.register(keep_modules, names)
    before = {*sys.modules}
    for name in modules:
        __import__(name)
    names += [name for name in sys.modules if name not in before]
    # A circle, which is never collected: to take modules apart at its end takes Python
    # longer than most examples.
    circle: list[object] = [sys.modules[name] for name in names]
    circle.append(circle)
    # Objects that are never collected stay on pages that all processes share.
    gc.collect()
    gc.freeze()
    os.write(ANSWERS, b"ready\n")
    while order := os.read(ORDERS, 1000):
        process = os.fork()
        if not process:
            return open_terminal(order.decode())
        os.write(ANSWERS, b"%d\n" % process)
        _, status = os.waitpid(process, 0)
        os.write(ANSWERS, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def keep_modules(names: list[str]) -> None:
    """Let Python end without taking these modules apart."""
    for name in names:
        sys.modules.pop(name, None)


def open_terminal(name: str) -> None:
    """Begin as a program that was started at a terminal."""
    os.setsid()
    os.close(ORDERS)
    os.close(ANSWERS)
    for number, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, name, os.O_RDWR | os.O_NOCTTY),
        (2, f"{FOLDER}/../stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND),
    ):
        file = os.open(path, flags)
        os.dup2(file, number)
        os.close(file)
    os.chdir(FOLDER)
    # Otherwise each process would draw what the server had drawn next. Python's own
    # generator does this by itself, and Keras draws its seeds from there.
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()


sys.meta_path.insert(0, HiddenPackages)
roots = {*os.environ.pop("PYTHONPATH").split(os.pathsep)}
sys.path[:] = [entry for entry in sys.path if entry not in roots]
site.ENABLE_USER_SITE, site.execusercustomize = True, begin
