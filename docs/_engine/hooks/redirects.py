"""Pages that moved: each old address leads to the new one.

`extra: redirects:` in mkdocs.yml says `old.md: new.md`, or `old.md: new.md#anchor`.
"""

import json
import re
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>This page has moved</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<script>location.replace({to} + location.search + (location.hash || {anchor}))</script>
<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>
</head>
<body><p>This page has moved: <a href="{link}">go to its new address</a>.</p></body>
</html>
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each old address; search and the sitemap do not list it.

    Raises:
        ConfigurationError: A redirect begins at a page, or leads to none.
    """
    for old, new in (config.extra.get("redirects") or {}).items():
        target, _, anchor = new.partition("#")
        page = files.get_file_from_path(target)
        if page is None or not page.is_documentation_page():
            raise _wrong(config, old, f"leads to {target}, and there is no such page.")
        if files.get_file_from_path(old):
            raise _wrong(config, old, "is a page: remove it, or this redirect.")
        address = File(old, config.docs_dir, config.site_dir, config.use_directory_urls)
        to = get_relative_url(page.url, address.url)
        link = f"{to}#{anchor}" if anchor else to
        canonical = (config.site_url or "").rstrip("/") + f"/{page.url}"
        content = PAGE.format(
            canonical=escape(canonical if config.site_url else to),
            to=_script(to),
            anchor=_script(f"#{anchor}" if anchor else ""),
            link=escape(link),
        )
        name = address.dest_uri
        files.append(File.generated(config, name, content=content))
    return files


def _script(text: str) -> str:
    return json.dumps(text).replace("<", "\\u003c")


def _wrong(config: MkDocsConfig, old: str, message: str) -> ConfigurationError:
    file = Path(config.config_file_path)
    key = re.compile(rf"\W*{re.escape(old)}\W*:")
    lines = file.read_text("utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, 1) if key.match(line)]
    place = f"{file.name}:{numbers[0]}" if numbers else file.name
    return ConfigurationError(f"{place}: redirects: {old} {message}")
