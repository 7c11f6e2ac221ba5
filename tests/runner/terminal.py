"""Pseudo-terminal that an example writes to."""

import os
import pty
import re
import select
import time
from collections.abc import Callable
from contextlib import suppress

MAX_OUTPUT = 10_000_000
"""Bytes that an example may print."""
COLORS = re.compile(rb"\x1b\[[\d;]*m")


class Terminal:
    """Pseudo-terminal, and what was written to it."""

    def __init__(self) -> None:
        self._terminal, self.end = pty.openpty()
        self.name = os.ttyname(self.end)
        self._output = bytearray()

    def read(self, has_ended: Callable[[], bool], seconds: float) -> bool:
        """Read until a program has ended or has written too much.

        Args:
            has_ended: Says whether it has ended.
            seconds: How long to wait.

        Returns:
            Whether the time was enough.
        """
        end = time.monotonic() + seconds
        while not has_ended() and len(self._output) <= MAX_OUTPUT:
            if time.monotonic() > end:
                return False
            self._read(0.02)
        return True

    def read_rest(self) -> None:
        """Read what was written before the last program ended."""
        while self._read(0):
            pass

    def text(self) -> str:
        """Return what was written, without colors."""
        # A terminal ends lines as a typewriter does.
        output = COLORS.sub(b"", bytes(self._output)).replace(b"\r\n", b"\n")
        return output.decode("utf-8", "surrogateescape")

    def close(self) -> None:
        """Close both ends."""
        os.close(self._terminal)
        os.close(self.end)

    def _read(self, seconds: float) -> bool:
        if select.select([self._terminal], [], [], seconds)[0]:
            with suppress(OSError):
                self._output += os.read(self._terminal, 65536)
                return True
        return False
