"""Web servers for tests, on 127.0.0.1: any handler, or a folder of files."""

import functools
import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def find_free_port() -> int:
    """Return a port that nothing on this machine listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def run_server(handler: Callable) -> Iterator[str]:
    """Answer requests in threads by a `BaseHTTPRequestHandler`; give the address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serve(folder: Path, requests: list[str] | None = None) -> Iterator[str]:
    """Serve a folder, give its address, and list the paths that are requested."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            if requests is not None and self.command == "GET":
                requests.append(self.path.partition("?")[0])

    with run_server(functools.partial(Handler, directory=folder)) as address:
        yield address
