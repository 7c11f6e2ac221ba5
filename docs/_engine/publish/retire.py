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

    Args:
        folder: The published files.
        name: The version.

    Raises:
        PublishError: It is not published, or it is `latest`.
    """
    versions = {version.name: version for version in load_versions(folder)}
    if name not in versions:
        names = ", ".join(versions) or "none"
        raise PublishError(f"Keras {name} is not published. Published: {names}.")
    if aliases := versions[name].aliases:
        raise PublishError(
            f"{name} is {', '.join(aliases)}. Publish a newer one first."
        )
    pages = [
        file.relative_to(folder / name).parent.as_posix()
        for file in (folder / name).rglob("index.html")
    ]
    shutil.rmtree(folder / name)
    for page in pages:
        target = posixpath.normpath(f"{LATEST}/{closest_page(folder / LATEST, page)}")
        link = posixpath.relpath(target, f"{name}/{page}")
        redirect = render_redirect(
            f"The guide to Keras {name} is no longer kept",
            f"{link}/",
            f"{find_site_url(folder)}{target}/",
        )
        (folder / name / page).mkdir(parents=True, exist_ok=True)
        (folder / name / page / "index.html").write_text(redirect, "utf-8")
    entries = json.loads((folder / FILE).read_bytes())
    left = [entry for entry in entries if entry["version"] != name]
    (folder / FILE).write_text(f"{json.dumps(left, indent=2)}\n", "utf-8")


def closest_page(latest: Path, page: str) -> str:
    """Return the same page in `latest`, or the nearest one above it."""
    while page and not (latest / page / "index.html").is_file():
        page = posixpath.dirname(page)
    return page
