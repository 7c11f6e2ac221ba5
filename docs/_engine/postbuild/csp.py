"""Add a Content-Security-Policy to every page: it may load and run what the site holds.

The policy is part of the page, since nobody knows which host will serve it and which
headers that sends. It is made from the finished files, so it covers what the theme, a
plugin or a page has put there.
"""

import base64
import hashlib
import re

from docs._engine.postbuild.site import FinishedSite, replace_mark

# Style attributes have no digests, and KaTeX and matplotlib place their strokes and
# letters by them. Style sheets and elements are the site's own.
POLICY = (
    "default-src 'none'; script-src 'self'{script}; "
    "style-src 'self' 'unsafe-inline'; style-src-elem 'self'{style}; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'{worker}; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
DATA = re.compile(r"\bsrc=|\btype=.?application/(ld\+)?json")
"""What a script has that loads a file, or holds data."""
CHARSET = '<meta charset="utf-8">'


def add_content_security_policy(site: FinishedSite) -> None:
    """Write a policy into each page, redirects included."""

    def add(path: str, page: str) -> str:
        return replace_mark(path, page, CHARSET, CHARSET + _policy(page, site))

    site.edit_html(add)


def _policy(page: str, site: FinishedSite) -> str:
    """Return the elements that keep a page to its own site.

    Other sites do not learn where a reader comes from.
    """
    inline: dict[str, list[str]] = {"script": [], "style": []}
    for tag, attributes, content in ELEMENT.findall(page):
        if not DATA.search(attributes):
            sha256 = base64.b64encode(hashlib.sha256(content.encode()).digest())
            inline[tag].append(f" 'sha256-{sha256.decode()}'")
    if site.is_served:
        # MkDocs adds a script that loads the page again, with another text each time.
        inline["script"] = [" 'unsafe-inline'"]
    sources = {tag: "".join(dict.fromkeys(each)) for tag, each in inline.items()}
    # offline_search.py makes the worker of the search from a text.
    text = POLICY.format(**sources, worker=" blob:" if site.is_offline else "")
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{text}">'
        '<meta name="referrer" content="no-referrer">'
    )
