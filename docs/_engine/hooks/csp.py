"""Every page says what it may load and run: what this site holds, and nothing else.

The Content-Security-Policy is part of the page, since nobody knows which host will
serve it and which headers that sends. It is made from the finished files, so it covers
what the theme, a plugin or a page has put there.
"""

import base64
import hashlib
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

HERE = "'self'"
POLICY = {
    "default-src": ["'none'"],
    "script-src": [HERE],
    # KaTeX and matplotlib place their strokes and letters by style attributes, for
    # which there are no digests. Style sheets and elements are the site's own.
    "style-src": [HERE, "'unsafe-inline'"],
    "style-src-elem": [HERE],
    "img-src": [HERE, "data:"],
    "font-src": [HERE],
    "connect-src": [HERE],
    "worker-src": [HERE],
    "manifest-src": [HERE],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
}
ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
DATA = re.compile(r"\bsrc=|\btype=.?application/(ld\+)?json")
"""What a script has that loads a file, or holds data."""
INLINE = {"script": "script-src", "style": "style-src-elem"}
"""Which directive allows such an element by its digest."""
CHARSET = '<meta charset="utf-8">'
SERVING = []
"""Not empty where `mkdocs serve` runs."""


def on_startup(command: str, **settings: object) -> None:
    """Remember whether this site is only looked at by the one who writes it."""
    SERVING[:] = [command] if command == "serve" else []


# After every other plugin: what is changed later has another digest.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write a policy into each page.

    Raises:
        PluginError: A page has no place for it.
    """
    offline = config.plugins["material/offline"].config.enabled
    for file in sorted(Path(config.site_dir).rglob("*.html")):
        page = file.read_bytes().decode("utf-8")
        head = f"{CHARSET}{policy(page, offline)}"
        if CHARSET not in page:
            name = file.relative_to(config.site_dir).as_posix()
            raise PluginError(f"{name} has no {CHARSET}, which the policy follows.")
        file.write_bytes(page.replace(CHARSET, head, 1).encode("utf-8"))


def policy(page: str, offline: bool) -> str:
    """Return the elements that keep a page to its own site.

    Other sites do not learn where a reader comes from.

    Args:
        page: The HTML of the page.
        offline: Whether it is for a disk, where hooks/offline.py makes the worker of
            the search from a text.
    """
    directives = {name: list(sources) for name, sources in POLICY.items()}
    for tag, attributes, content in ELEMENT.findall(page):
        if not DATA.search(attributes):
            directives[INLINE[tag]].append(digest(content))
    if offline:
        directives["worker-src"].append("blob:")
    if SERVING:
        # MkDocs adds a script that loads the page again, with another text each time.
        directives["script-src"] = [HERE, "'unsafe-inline'"]
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
