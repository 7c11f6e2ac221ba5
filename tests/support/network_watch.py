"""Network requests, CSP violations and console messages of a browser session."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Request

from tests.support.server import run_server

REPORT_VIOLATIONS_JS = """addEventListener("securitypolicyviolation", event =>
    report_violation(
        `${location.pathname}: ${event.violatedDirective} refuses ` +
        `${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`
    ));
"""


@dataclass
class Watch:
    """What was seen while a browser was used."""

    requests: list[str] = field(default_factory=list)
    """Requests to other hosts, each of which was answered with an error."""
    violations: list[str] = field(default_factory=list)
    """What the policy of a page did not let happen."""
    console: list[str] = field(default_factory=list)
    """Errors and warnings of the console, uncaught errors, requests that failed."""

    def on_console(self, message: ConsoleMessage) -> None:
        """Keep an error or a warning of the console."""
        if message.type in ("error", "warning"):
            self.console.append(f"{message.text} ({message.location.get('url')})")

    def on_request_failed(self, request: Request) -> None:
        """Keep a request that failed, unless its page was left meanwhile."""
        if request.failure != "net::ERR_ABORTED":
            self.console.append(f"{request.url}: {request.failure}")


@contextmanager
def watched(browser: Browser, **options: Any) -> Iterator[tuple[BrowserContext, Watch]]:
    """Give a browser context with these options, and the `Watch` over it.

    A proxy refuses all that it is asked for. A browser asks it for every host but this
    machine, whatever asks: a page, a worker, a socket, a hint to connect early. The
    network log of a page shows less.
    """
    watch = Watch()

    class Refuse(BaseHTTPRequestHandler):
        def refuse(self) -> None:
            watch.requests.append(f"{self.command} {self.path}")
            self.send_error(502)

        do_CONNECT = do_GET = do_HEAD = do_OPTIONS = do_POST = refuse  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    with run_server(Refuse) as proxy:
        context = browser.new_context(
            proxy={"server": proxy, "bypass": "127.0.0.1"}, **options
        )
        context.expose_binding(
            "report_violation", lambda _, text: watch.violations.append(text)
        )
        context.add_init_script(REPORT_VIOLATIONS_JS)
        context.on("weberror", lambda error: watch.console.append(str(error.error)))
        context.on("console", watch.on_console)
        context.on("requestfailed", watch.on_request_failed)
        try:
            yield context, watch
        finally:
            context.close()
