"""What a page asks of other hosts, what its policy refuses, and what it reports."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WATCH = """addEventListener("securitypolicyviolation", event => report_violation(
    `${location.pathname}: ${event.violatedDirective} refuses ` +
    `${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`));
"""


@dataclass
class Watch:
    """What was seen while a browser was used."""

    asked: list[str] = field(default_factory=list)
    """Requests to other hosts, each of which was answered with an error."""
    refused: list[str] = field(default_factory=list)
    """What the policy of a page did not let happen."""
    reported: list[str] = field(default_factory=list)
    """Errors and warnings of the console, uncaught errors, requests that failed."""


@contextmanager
def proxy(asked: list[str]) -> Iterator[str]:
    """Give the address of a proxy that writes down what it is asked, and refuses it.

    A browser asks it for every host but this machine, whatever asks: a page, a worker,
    a socket, a hint to connect early. The network log of a page shows less.
    """

    class Refuse(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.send_error(502)

        do_CONNECT = do_GET = do_HEAD = do_OPTIONS = do_POST = refuse  # noqa: N815

        def log_message(self, *arguments) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Refuse)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def watched(browser, **options: object) -> Iterator[tuple]:
    """Give a browser context and the `Watch` over all that happens in it.

    Args:
        browser: The browser.
        options: Options of the context.
    """
    watch = Watch()
    with proxy(watch.asked) as server:
        context = browser.new_context(
            proxy={"server": server, "bypass": "127.0.0.1"}, **options
        )
        context.expose_binding(
            "report_violation", lambda _, text: watch.refused.append(text)
        )
        context.add_init_script(WATCH)
        context.on("weberror", lambda error: watch.reported.append(str(error.error)))
        context.on("console", lambda message: heard(message, watch))
        context.on("requestfailed", lambda request: failed(request, watch))
        try:
            yield context, watch
        finally:
            context.close()


def heard(message, watch: Watch) -> None:
    """Write down what a console says, if it says that something is wrong."""
    if message.type in ("error", "warning"):
        watch.reported.append(f"{message.text} ({message.location.get('url')})")


def failed(request, watch: Watch) -> None:
    """Write down a request that failed, unless its page was left meanwhile."""
    if request.failure != "net::ERR_ABORTED":
        watch.reported.append(f"{request.url}: {request.failure}")
