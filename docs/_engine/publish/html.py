"""What a page says of itself, and what it names."""

import re
from html import unescape
from typing import NamedTuple

ELEMENT = re.compile(
    r"<!--.*?-->"
    r"|<(script|style)\b((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>(.*?)</\1\s*>"
    r"|<([a-zA-Z][\w:-]*)((?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"(?<![\w:-])(id|name|href|src|srcset|poster|data|xlink:href|rel|content|style|"
    r"http-equiv)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
)
NAMED = re.compile(r"\b(?:id|href|src|srcset|poster|data|content|style)\s*=")
LINKS = "href", "src", "poster", "data", "xlink:href"
READ_ONLY = {"canonical", "alternate", "author", "license"}
"""What a <link> says without having the browser load anything."""
IN_STYLE = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
OUTSIDE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
CARRIED = re.compile(r"(?:[a-z][a-z0-9+.-]*:)", re.IGNORECASE)
KERAS = re.compile(r'class="provenance".*?\bKeras (\d[\w.]*\w)', re.DOTALL)
REFRESH = re.compile(r"\s*\d+\s*;\s*url=(.*)", re.IGNORECASE)


class Page(NamedTuple):
    """What one file of HTML says."""

    links: list[str]
    """Addresses within the site, as they are written."""
    outside: list[str]
    """Resources of another host."""
    ids: set[str]
    canonical: str | None
    leads_to: str | None
    """Where a page that has moved sends its readers."""
    keras: str | None
    """The Keras that its foot names."""
    whole: bool
    """Whether it has its end."""


def parse(html: str) -> Page:
    """Read a page."""
    links, outside, ids = {}, {}, set()
    canonical = leads_to = None
    for match in ELEMENT.finditer(html):
        tag = match[1] or match[4]
        text = match[2] or match[5]
        if tag == "style":
            for address in addresses_in_style(match[3]):
                (outside if OUTSIDE.match(address) else links)[address] = None
        if not text or not NAMED.search(text):
            continue
        found = {
            name: unescape(first or second or third)
            for name, first, second, third in ATTRIBUTE.findall(text)
        }
        if "id" in found:
            ids.add(found["id"])
        if tag == "a" and "name" in found:
            ids.add(found["name"])
        if tag == "meta":
            if found.get("http-equiv", "").lower() == "refresh":
                refresh = REFRESH.match(found.get("content", ""))
                leads_to = refresh and refresh[1]
            continue
        named = [found[name] for name in LINKS if name in found]
        if "srcset" in found:
            named += [part.split()[0] for part in found["srcset"].split(",") if part]
        if "style" in found:
            named += addresses_in_style(found["style"])
        for address in named:
            if OUTSIDE.match(address):
                kinds = set(found.get("rel", "").split())
                if tag == "link" and "canonical" in kinds:
                    canonical = address
                if tag != "a" and not (tag == "link" and kinds & READ_ONLY):
                    outside[address] = None
            elif not CARRIED.match(address):
                links[address] = None
    keras = KERAS.search(html)
    return Page(
        list(links),
        list(outside),
        ids,
        canonical,
        leads_to,
        keras and keras[1],
        html.rstrip().endswith("</html>"),
    )


def addresses_in_style(text: str) -> list[str]:
    """Return what a style sheet names, but for what it holds itself."""
    found = [(first or second).strip() for first, second in IN_STYLE.findall(text)]
    return [
        address
        for address in found
        if address and not address.startswith(("data:", "#"))
    ]
