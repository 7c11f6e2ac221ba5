"""What a version is, seen from outside: its pages, and what they need of others.

It follows from the files of the version alone, so it is kept under their digest, and a
version that was read once is not read again.
"""

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from docs._engine.publish import html as pages
from docs._engine.publish.tree import Tree

INDEX = "search/search_index.json"
SITEMAP = "sitemap.xml"
LOC = re.compile(r"<loc>\s*([^<]+?)\s*</loc>")
FILLED = (".html", ".css", ".js", ".json", ".woff2", ".png", ".svg", ".xml")
"""Files of these kinds always hold something."""


@dataclass
class Summary:
    """One folder of the first level."""

    pages: dict[str, str | None] = field(default_factory=dict)
    """The canonical address of each page, by its address in the version: `l2/`."""
    redirects: dict[str, str] = field(default_factory=dict)
    """Where each page that has moved leads, from the root: `3.15/l2/new/`."""
    keras: dict[str, list[str]] = field(default_factory=dict)
    """Pages whose foot names that Keras; none for pages without a foot."""
    outward: list[tuple[str, str]] = field(default_factory=list)
    """Pages, and what they name beyond the version: `3.15/…`, or `/…` if absolute."""
    problems: list[str] = field(default_factory=list)
    size: int = 0


def summary(tree: Tree, folder: str, digest: str, kept: Path | None) -> Summary:
    """Return what there is to say of a folder.

    Args:
        tree: The files.
        folder: The name of the folder.
        digest: That of its files.
        kept: Where summaries are kept, by digest; None for nowhere.
    """
    key = hashlib.sha256(f"{folder}\0{digest}\0{_program()}".encode()).hexdigest()[:24]
    file = kept and kept / f"{key}.json"
    if file and file.is_file():
        try:
            return Summary(**json.loads(file.read_text("utf-8")))
        except (ValueError, TypeError):
            pass  # It was only half written.
    found = _summary(tree, folder)
    if file:
        # On a full disk it is read again the next time.
        with suppress(OSError):
            kept.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(asdict(found)), "utf-8")
            part.replace(file)
    return found


@lru_cache
def _program() -> str:
    files = [Path(__file__), Path(pages.__file__)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _summary(tree: Tree, folder: str) -> Summary:
    found = Summary()
    start = f"{folder}/"
    files = {path for path in tree.files if path.startswith(start)}
    read: dict[str, pages.Page] = {}
    outward: set[tuple[str, str]] = set()
    for path in sorted(files):
        content = tree.read(path)
        found.size += len(content)
        if path.endswith(FILLED) and not content.strip():
            found.problems.append(f"{path}: is empty.")
        elif path.endswith(".html"):
            read[path] = pages.parse(content.decode("utf-8", "replace"))
        elif path.endswith(".css"):
            _see_styles(path, content, files, found)
    for path, page in read.items():
        _see(path, page, start, found)
    for path, page in read.items():
        for link in page.links:
            target, anchor = _target(path, link)
            if not target.startswith(start) or link.startswith("/"):
                there = f"{target}#{anchor}" if anchor else target
                outward.add((path, f"/{there}" if link.startswith("/") else there))
                continue
            name = _file(target, files)
            if name is None:
                found.problems.append(f"{path}: {link} leads to no file.")
            elif anchor and name in read and not _has(read[name], anchor):
                found.problems.append(f"{path}: {link} leads to no such anchor.")
    # Every page has the same links around its text: name each only once.
    once = {there: path for path, there in sorted(outward, reverse=True)}
    found.outward = sorted((path, there) for there, path in once.items())
    if any(not page.leads_to for page in read.values()):
        _see_search(tree, start, files, read, found)
        _see_sitemap(tree, start, files, found)
    return found


def _has(page: pages.Page, anchor: str) -> bool:
    """Return whether a page, or the page it leads on to, may have an anchor."""
    return bool(page.leads_to) or anchor in page.ids


def _see(path: str, page: pages.Page, start: str, found: Summary) -> None:
    """Note what a page says of itself."""
    if not page.whole:
        found.problems.append(f"{path}: has no end.")
    for address in page.outside:
        found.problems.append(f"{path}: loads {address} from another host.")
    if path.rpartition("/")[2] != "index.html":
        return
    address = path.removeprefix(start).removesuffix("index.html")
    if page.leads_to:
        found.redirects[address] = _target(path, page.leads_to)[0]
    else:
        found.pages[address] = page.canonical
        found.keras.setdefault(page.keras or "none", []).append(address)


def _see_styles(path: str, content: bytes, files: set[str], found: Summary) -> None:
    for address in pages.addresses_in_style(content.decode("utf-8", "replace")):
        if pages.OUTSIDE.match(address):
            found.problems.append(f"{path}: loads {address} from another host.")
        elif _target(path, address)[0] not in files:
            found.problems.append(f"{path}: {address} leads to no file.")


def _see_search(
    tree: Tree,
    start: str,
    files: set[str],
    read: dict[str, pages.Page],
    found: Summary,
) -> None:
    path = f"{start}{INDEX}"
    if path not in files:
        found.problems.append(f"{path}: is missing, so nothing is found.")
        return
    try:
        places = [entry["location"] for entry in json.loads(tree.read(path))["docs"]]
    except (ValueError, LookupError, TypeError):
        found.problems.append(f"{path}: is no search index.")
        return
    if not places:
        found.problems.append(f"{path}: finds nothing.")
    for place in places:
        target, anchor = _target(start, place)
        name = _file(target, files)
        page = read.get(name)
        if page is None or (anchor and anchor not in page.ids):
            found.problems.append(f"{path}: finds {place}, which is not there.")


def _see_sitemap(tree: Tree, start: str, files: set[str], found: Summary) -> None:
    """The selector needs it to stay on the page; it lists what has to be there."""
    path = f"{start}{SITEMAP}"
    if path not in files:
        found.problems.append(f"{path}: is missing: the selector needs it.")
        return
    listed = locations(tree, path)
    home = min(listed, key=len, default="")
    listed = {urljoin("/", unquote(each.removeprefix(home))) for each in listed}
    for address in sorted({each.lstrip("/") for each in listed} - {*found.pages}):
        found.problems.append(
            f"{start}{address}: is missing, and {path} lists it: it is not complete."
        )


def locations(tree: Tree, path: str) -> list[str]:
    """Return the addresses that a sitemap lists."""
    return LOC.findall(tree.read(path).decode("utf-8", "replace"))


@lru_cache(maxsize=100_000)
def _joined(folder: str, path: str) -> str:
    return unquote(urlsplit(urljoin(f"http://site/{folder}", path)).path).lstrip("/")


def _target(path: str, link: str) -> tuple[str, str]:
    """Return what a link in a file leads to, from the root, and the anchor there."""
    address, _, anchor = link.partition("#")
    address = address.partition("?")[0]
    if not address:
        return path, unquote(anchor)
    return _joined(path[: path.rfind("/") + 1], address), unquote(anchor)


def _file(target: str, files: set[str]) -> str | None:
    """Return the file with which a server answers, or None."""
    if target in files:
        return target
    index = f"{target.rstrip('/')}/index.html".lstrip("/")
    return index if index in files else None
