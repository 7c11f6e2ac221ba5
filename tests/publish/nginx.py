"""Debian's nginx, which serves a folder of files."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.server import find_free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
NGINX_NOT_FOUND = "no nginx found: install nginx-light"
TEMPORARY = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"
# What a host needs to say: where the files are, and what it answers for none.
SETTINGS = """\
daemon off;
{user}
pid nginx.pid;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  {temporary}
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
        folder: The folder that is served.
        own: A folder for nginx itself, which is made.
        prefix: The path below which it is served, as in `/guide/`.
    """
    if NGINX is None:
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail(NGINX_NOT_FOUND)
        pytest.skip(NGINX_NOT_FOUND)
    own.mkdir()
    port = find_free_port()
    text = SETTINGS.format(
        # Started by root, it would read the files as somebody who may not.
        user="user root;" if os.getuid() == 0 else "",
        temporary=" ".join(f"{each}_temp_path {each};" for each in TEMPORARY),
        port=port,
        prefix=prefix,
        folder=folder,
    )
    (own / "nginx.conf").write_text(text, "utf-8")
    log = own / "error.log"
    process = subprocess.Popen([NGINX, "-p", own, "-e", log, "-c", own / "nginx.conf"])
    address = f"http://127.0.0.1:{port}{prefix}"
    try:
        end = time.monotonic() + 30
        while not _answers(address):
            assert time.monotonic() < end, log.read_text("utf-8")
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address).close()  # noqa: S310
    except (urllib.error.URLError, ConnectionError):
        return False
    return True
