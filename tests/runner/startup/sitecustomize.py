"""Startup of an example that runs by itself: Python imports this before the program.

It removes what the runner needed to get here, so that the program finds a Python as its
readers have it: their packages and no others, and no sign of pytest.
"""

import _thread
import faulthandler
import os
import sys


class HiddenPackages:
    """Finder of packages that readers do not have."""

    names = frozenset(os.environ.pop("EXAMPLE_HIDDEN").split(","))

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> None:
        """Refuse them, as Python does what is not installed."""
        sys.modules.pop("sitecustomize", None)
        if name.partition(".")[0] in cls.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def _end_with_pytest(pipe: int) -> None:
    os.read(pipe, 1)  # It ends when pytest does.
    os.killpg(0, 9)


_thread.start_new_thread(_end_with_pytest, (int(os.environ.pop("EXAMPLE_PIPE")),))
seconds, hang = os.environ.pop("EXAMPLE_LIMIT").split(":")
faulthandler.dump_traceback_later(float(seconds), exit=True, file=int(hang))
sys.meta_path.insert(0, HiddenPackages)
roots = {*os.environ.pop("PYTHONPATH").split(os.pathsep)}
sys.path[:] = [entry for entry in sys.path if entry not in roots]
del sys.modules["faulthandler"]
