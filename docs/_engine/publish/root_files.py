"""What stands beside the versions, of which mike knows nothing."""

from urllib.parse import urlsplit

from docs._engine.publish.redirect import page
from docs._engine.publish.repository import PublishError
from docs._engine.publish.summary import SITEMAP
from docs._engine.publish.tree import Tree
from docs._engine.publish.verify import site_of
from docs._engine.publish.versions import DEV, LATEST


def root_files(tree: Tree) -> dict[str, bytes]:
    """Return the files of the root, as `latest` has them.

    The page for missing pages names everything by an absolute path, so it works at any
    depth; search engines find the addresses that are canonical, and no others.

    Raises:
        PublishError: No version is `latest`, or it does not know its address.
    """
    path = f"{LATEST}/{SITEMAP}"
    site = site_of(tree, path)
    if site is None:
        raise PublishError(
            f"{path}: names no address, or there is no {LATEST}. Publish a version "
            "with SITE_URL set."
        )
    robots = (
        f"User-agent: *\nDisallow: {urlsplit(site).path}{DEV}/\n"
        f"Sitemap: {site}{SITEMAP}\n"
    )
    return {
        "index.html": page(
            "The guide to the newest Keras", f"{LATEST}/", f"{site}{LATEST}/"
        ),
        "404.html": tree.read(f"{LATEST}/404.html"),
        "robots.txt": robots.encode(),
        SITEMAP: tree.read(path),
        ".nojekyll": b"",
    }
