"""Files on the published branch: versions.json of mike, and those it does not know."""

import base64
import hashlib
import json
import posixpath
import re
import shutil
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from docs._engine.core.keras import version_tuple
from docs._engine.publish.remote import PublishError

VERSIONS_FILE = "versions.json"
LATEST = "latest"
DEV = "dev"
MINOR = re.compile(r"\d+\.\d+")
ROW = "{:9}{:9}{:12}{:12}{:12}{}"
HEADER = ROW.format("Version", "Also", "Keras", "Commit", "Tested", "Pages")
SITEMAP = "sitemap.xml"
LOCATION = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")
SCRIPT = "location.replace(document.links[0].href + location.search + location.hash)"
DIGEST = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
REDIRECT = f"""\
<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src \
'sha256-{DIGEST}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>{{title}}</title><link rel="canonical" href="{{canonical}}">
<noscript><meta http-equiv="refresh" content="0; url={{link}}"></noscript></head>
<body><p>{{title}}: <a href="{{link}}">go on</a>.</p><script>{SCRIPT}</script></body>
</html>
"""


class Version(NamedTuple):
    """An entry of versions.json."""

    aliases: list[str]
    properties: dict[str, str]
    """`keras`, `commit` and `date` of the test run behind it."""


def load_versions(folder: Path) -> dict[str, Version]:
    """Return the versions that a folder holds by name, the newest first."""
    if not (folder / VERSIONS_FILE).is_file():
        return {}
    try:
        return {
            each["version"]: Version(each["aliases"], each.get("properties") or {})
            for each in json.loads((folder / VERSIONS_FILE).read_bytes())
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        message = f"{VERSIONS_FILE}: is not what mike writes: {error!r}. Restore it."
        raise PublishError(message) from None


def is_version(name: str) -> bool:
    """Return whether a folder of this name is a version."""
    return name == DEV or MINOR.fullmatch(name) is not None


def newest(names: list[str]) -> str | None:
    """Return the newest released version of these, or None."""
    return max(filter(MINOR.fullmatch, names), key=version_tuple, default=None)


def render_table(folder: Path) -> str:
    """Return a line for each version, those that versions.json does not list last."""
    versions = load_versions(folder)
    names = {each.name for each in folder.iterdir()} - {*versions}
    old = sorted(filter(MINOR.fullmatch, names), key=version_tuple, reverse=True)
    rows = [HEADER]
    for name in [*versions, *old, *({DEV} & names)]:
        also, run = "retired", ["", "", ""]
        if version := versions.get(name):
            also = ", ".join(version.aliases)
            keys = "keras", "commit", "date"
            run = [version.properties.get(key, "?")[:10] for key in keys]
        pages = [*(folder / name).rglob("index.html")]
        rows.append(ROW.format(name, also, *run, len(pages)))
    return "\n".join(rows)


def render_redirect(title: str, link: str, canonical: str) -> bytes:
    """Return a page that leads to a relative link, with or without scripts.

    It loads nothing, and names the absolute address of the place as its canonical one.
    """
    title, link, canonical = map(escape, (title, link, canonical))
    return REDIRECT.format(title=title, link=link, canonical=canonical).encode()


def find_locations(sitemap: Path) -> list[str]:
    """Return the addresses that a sitemap lists; none if there is no such file."""
    text = sitemap.read_text("utf-8", "replace") if sitemap.is_file() else ""
    return LOCATION.findall(text)


def find_site_url(folder: Path) -> str:
    """Return the address of the published site, as the sitemap of `latest` has it."""
    for address in find_locations(folder / LATEST / SITEMAP):
        before, separator, _ = address.partition(f"/{LATEST}/")
        if separator:
            return f"{before}/"
    raise PublishError(
        f"{LATEST}/{SITEMAP}: names no address, or there is no {LATEST}. Publish a "
        "version with SITE_URL set."
    )


def render_root_files(folder: Path) -> dict[str, bytes]:
    """Return the files of the root by name, as `latest` has them.

    The page for missing pages names everything by an absolute path, so it works at any
    depth; search engines find the addresses that are canonical, and no others.
    """
    url = find_site_url(folder)
    rules = f"User-agent: *\nDisallow: {urlsplit(url).path}{DEV}/\n"
    title = "The guide to the newest Keras"
    return {
        "index.html": render_redirect(title, f"{LATEST}/", f"{url}{LATEST}/"),
        "404.html": (folder / LATEST / "404.html").read_bytes(),
        SITEMAP: (folder / LATEST / SITEMAP).read_bytes(),
        "robots.txt": f"{rules}Sitemap: {url}{SITEMAP}\n".encode(),
        ".nojekyll": b"",
    }


def retire_version(folder: Path, name: str) -> None:
    """Put a redirect in the place of each page of a version, and nothing else.

    Each leads to the same page in `latest`, or to the nearest one above it.
    """
    versions = load_versions(folder)
    if name not in versions:
        names = ", ".join(versions)
        raise PublishError(f"Keras {name} is not published. Published: {names}.")
    if versions[name].aliases:
        raise PublishError(f"{name} is {LATEST}. Publish a newer one first.")
    pages = [file.parent for file in (folder / name).rglob("index.html")]
    shutil.rmtree(folder / name)
    for page in pages:
        target = LATEST / page.relative_to(folder / name)
        while target.parent.parts and not (folder / target / "index.html").is_file():
            target = target.parent
        link = posixpath.relpath(folder / target, page)
        title = f"The guide to Keras {name} is no longer kept"
        canonical = f"{find_site_url(folder)}{target.as_posix()}/"
        page.mkdir(parents=True, exist_ok=True)
        redirect = render_redirect(title, f"{link}/", canonical)
        (page / "index.html").write_bytes(redirect)
    entries = json.loads((folder / VERSIONS_FILE).read_bytes())
    others = [entry for entry in entries if entry["version"] != name]
    (folder / VERSIONS_FILE).write_text(f"{json.dumps(others, indent=2)}\n", "utf-8")
