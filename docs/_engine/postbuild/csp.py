"""Add a Content-Security-Policy to every page: it may load and run what the site holds.

The policy is part of the page, since nobody knows which host will serve it and which
headers that sends. It is made from the finished files, so it covers what the theme, a
plugin or a page has put there.
"""

import base64
import hashlib
import re

from docs._engine.postbuild.site import (
    FinishedSite,
    PostbuildError,
    read_html,
    write_html,
)

SELF = "'self'"
POLICY = {
    "default-src": ["'none'"],
    "script-src": [SELF],
    # KaTeX and matplotlib place their strokes and letters by style attributes, for
    # which there are no digests. Style sheets and elements are the site's own.
    "style-src": [SELF, "'unsafe-inline'"],
    "style-src-elem": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "worker-src": [SELF],
    "manifest-src": [SELF],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
DATA = re.compile(r"\bsrc=|\btype=.?application/(ld\+)?json")
"""What a script has that loads a file, or holds data."""
INLINE = {"script": "script-src", "style": "style-src-elem"}
"""Which directive allows such an element by its digest."""
CHARSET = '<meta charset="utf-8">'


def add_content_security_policy(site: FinishedSite) -> None:
    """Write a policy into each page, redirects included.

    Raises:
        PostbuildError: A page has no place for it.
    """
    for file in site.html_files():
        page = read_html(file)
        if CHARSET not in page:
            name = file.relative_to(site.folder).as_posix()
            raise PostbuildError(f"{name} has no {CHARSET}, which the policy follows.")
        head = CHARSET + policy(page, site.is_offline, site.is_served)
        write_html(file, page.replace(CHARSET, head, 1))


def policy(page: str, is_offline: bool, is_served: bool = False) -> str:
    """Return the elements that keep a page to its own site.

    Other sites do not learn where a reader comes from.

    Args:
        page: The HTML of the page.
        is_offline: Whether it is for a disk, where postbuild/offline_search.py makes
            the worker of the search from a text.
        is_served: Whether `mkdocs serve` adds a script that loads the page again.
    """
    directives = {name: list(sources) for name, sources in POLICY.items()}
    for tag, attributes, content in ELEMENT.findall(page):
        if not DATA.search(attributes):
            directives[INLINE[tag]].append(digest(content))
    if is_offline:
        directives["worker-src"].append("blob:")
    if is_served:
        # The text of that script is another one each time.
        directives["script-src"] = [SELF, "'unsafe-inline'"]
    text = "; ".join(
        " ".join([name, *dict.fromkeys(sources)])
        for name, sources in directives.items()
    )
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{text}">'
        '<meta name="referrer" content="no-referrer">'
    )


def digest(text: str) -> str:
    """Return the source expression that allows an inline element with this text."""
    sha256 = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(sha256).decode()}'"
