"""Take a version away, and leave a redirect for everyone who linked to it."""

import json
import posixpath
import shutil
from pathlib import Path

from docs._engine.publish.errors import PublishError
from docs._engine.publish.root_files import find_site_url, render_redirect
from docs._engine.publish.versions import FILE, LATEST, load_versions


def retire_version(folder: Path, name: str) -> None:
    """Put a redirect in the place of each page of a version, and nothing else.

    Raises:
        PublishError: It is not published, or it is `latest`.
    """
    aliases = {version.name: version.aliases for version in load_versions(folder)}
    if name not in aliases:
        raise PublishError(
            f"Keras {name} is not published. Published: {', '.join(aliases)}."
        )
    if aliases[name]:
        raise PublishError(f"{name} is {LATEST}. Publish a newer one first.")
    pages = [file.parent for file in (folder / name).rglob("index.html")]
    shutil.rmtree(folder / name)
    for page in pages:
        target = closest_page(folder / LATEST, page.relative_to(folder / name))
        link = posixpath.relpath(folder / LATEST / target, page)
        title = f"The guide to Keras {name} is no longer kept"
        canonical = f"{find_site_url(folder)}{(LATEST / target).as_posix()}/"
        page.mkdir(parents=True, exist_ok=True)
        redirect = render_redirect(title, f"{link}/", canonical)
        (page / "index.html").write_bytes(redirect)
    entries = json.loads((folder / FILE).read_bytes())
    left = [entry for entry in entries if entry["version"] != name]
    (folder / FILE).write_text(f"{json.dumps(left, indent=2)}\n", "utf-8")


def closest_page(latest: Path, page: Path) -> Path:
    """Return the same page in `latest`, or the nearest one above it."""
    while page.parts and not (latest / page / "index.html").is_file():
        page = page.parent
    return page
