"""Pages that only lead on."""

import json
from html import escape

from docs._engine.postbuild.csp import CHARSET, policy

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<script>location.replace({to} + location.search + location.hash)</script>
<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>
</head>
<body><p>{title}: <a href="{link}">go on</a>.</p></body>
</html>
"""


def page(title: str, to: str, canonical: str) -> bytes:
    """Return a page that leads on, with or without scripts, under the site's policy.

    Args:
        title: What it says.
        to: Where it leads, relative to it.
        canonical: The absolute address of that place.
    """
    script = json.dumps(to).replace("<", "\\u003c")
    html = PAGE.format(
        title=escape(title), to=script, link=escape(to), canonical=escape(canonical)
    )
    return html.replace(CHARSET, CHARSET + policy(html, False), 1).encode("utf-8")
