"""Take a version away, and leave an address for everyone who linked to it."""

import json
import posixpath

from docs._engine.publish import versions
from docs._engine.publish.redirect import page
from docs._engine.publish.repository import PublishError
from docs._engine.publish.tree import Branch, commit_files
from docs._engine.publish.verify import site_of
from docs._engine.publish.versions import LATEST


def retire(tree: Branch, branch: str, name: str, **identity: str) -> None:
    """Put a redirect in the place of each page, and nothing else.

    Args:
        tree: What is published.
        branch: The branch that gets a commit.
        name: The version.
        identity: Who commits.

    Raises:
        PublishError: It is not published, or `latest`.
    """
    listed = {version.name: version for version in versions.published(tree)}
    if name not in listed:
        known = ", ".join(listed) or "none"
        raise PublishError(f"Keras {name} is not published. Published: {known}.")
    if listed[name].aliases:
        raise PublishError(
            f"{name} is {', '.join(listed[name].aliases)}. Publish a newer one first."
        )
    site = site_of(tree) or "/"
    files = {}
    for path in tree.files:
        if path.startswith(f"{name}/") and path.endswith("/index.html"):
            address = path.removeprefix(f"{name}/").removesuffix("index.html")
            there = nearest(tree, address)
            to = posixpath.relpath(f"/{LATEST}/{there}", f"/{name}/{address}")
            title = f"The guide to Keras {name} is no longer kept"
            files[path] = page(title, f"{to}/", f"{site}{LATEST}/{there}")
    data = json.loads(tree.read(versions.FILE))
    left = [each for each in data if each["version"] != name]
    files[versions.FILE] = f"{json.dumps(left, indent=2)}\n".encode()
    commit_files(tree.repository, branch, files, (name,), **identity)


def nearest(tree: Branch, address: str) -> str:
    """Return the same address in `latest`, or the nearest page above it."""
    while address and f"{LATEST}/{address}index.html" not in tree.files:
        above = posixpath.dirname(address.rstrip("/"))
        address = f"{above}/" if above else ""
    return address
