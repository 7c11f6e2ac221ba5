"""Debian's nginx, which serves a folder of files."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.server import find_free_port

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
MISSING = "no nginx found: install nginx-light"
TEMPORARY = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"
# What a host needs to say: where the files are, and what it answers for none.
SETTINGS = """
daemon off; {user} pid nginx.pid;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off; {temporary}
  server {{
    listen 127.0.0.1:{port};
    absolute_redirect off;
    location {prefix} {{ alias {folder}/; error_page 404 {prefix}404.html; }}
  }}
}}
"""


@contextmanager
def serve(folder: Path, own: Path, prefix: str) -> Iterator[str]:
    """Serve a folder below a path such as `/guide/`, and give its address.

    Without nginx, tests fail in CI on Linux and are skipped elsewhere. `own` is a
    folder for nginx itself, which is made.
    """
    if NGINX is None:
        if os.environ.get("CI") and sys.platform == "linux":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    own.mkdir()
    port = find_free_port()
    # Started by root, it would read the files as somebody who may not.
    user = "user root;" if os.getuid() == 0 else ""
    temporary = " ".join(f"{each}_temp_path {each};" for each in TEMPORARY)
    values = {"port": port, "prefix": prefix, "folder": folder}
    text = SETTINGS.format(user=user, temporary=temporary, **values)
    (own / "nginx.conf").write_text(text, "utf-8")
    log, address = own / "error.log", f"http://127.0.0.1:{port}{prefix}"
    process = subprocess.Popen([NGINX, "-p", own, "-e", log, "-c", own / "nginx.conf"])
    end = time.monotonic() + 30
    try:
        while True:
            try:
                urllib.request.urlopen(address).close()
                break
            except OSError:
                assert time.monotonic() < end, log.read_text("utf-8")
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(30)
