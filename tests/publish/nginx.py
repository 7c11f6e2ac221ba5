"""Debian's nginx, for a folder of files."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
MISSING = "no nginx found: install nginx-light"
# What a host needs to say: where the files are, and what it answers for none.
SETTINGS = """\
daemon off;
{user}
worker_processes 1;
pid {own}/nginx.pid;
error_log {own}/error.log;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {own}/body;
  proxy_temp_path {own}/proxy;
  fastcgi_temp_path {own}/fastcgi;
  uwsgi_temp_path {own}/uwsgi;
  scgi_temp_path {own}/scgi;
  server {{
    listen 127.0.0.1:{port};
    absolute_redirect off;
    location {prefix} {{
      alias {folder}/;
      error_page 404 {prefix}404.html;
    }}
  }}
}}
"""


@contextmanager
def serve(folder: Path, own: Path, prefix: str) -> Iterator[str]:
    """Serve a folder and give its address.

    Without nginx, tests fail in CI on Linux and are skipped elsewhere.

    Args:
        folder: What is served.
        own: An empty folder, for nginx itself.
        prefix: The path below which it is, as in `/guide/`.
    """
    if NGINX is None:
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    own.mkdir()
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    # Started by root, it would read the files as somebody who may not.
    user = "user root;" if os.getuid() == 0 else ""
    settings = own / "nginx.conf"
    settings.write_text(
        SETTINGS.format(user=user, own=own, port=port, prefix=prefix, folder=folder),
        "utf-8",
    )
    process = subprocess.Popen([NGINX, "-p", own, "-c", settings])
    address = f"http://127.0.0.1:{port}{prefix}"
    try:
        _wait(address, own)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str, own: Path) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310
        except (urllib.error.URLError, ConnectionError):
            said = own / "error.log"
            if time.monotonic() > end:
                pytest.fail(said.read_text() if said.exists() else "nginx is silent")
            time.sleep(0.05)
        else:
            return
