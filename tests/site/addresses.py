"""What people link to: the address of every page, heading and term of the glossary.

`addresses.txt` has those that were ever published. `python -m tests.site.addresses`
adds the new ones; nothing takes one out.
"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from docs._engine.core.html import attribute, select_one
from tests.support.html import parse_html

PUBLISHED = Path(__file__).with_suffix(".txt")
LINKED = ["h1", "h2", "h3", "h4", "h5", "h6", "dt"]


def published() -> list[str]:
    """Return the addresses that have to lead somewhere."""
    return PUBLISHED.read_text("utf-8").split()


def linkable_addresses(folder: Path) -> list[str]:
    """Return the addresses of a built site that readers find to link to."""
    found = []
    for address, soup in _pages(folder):
        if not _moved(soup):
            headings = select_one(soup, "article").find_all(LINKED, id=True)
            found += [address, *(f"{address}#{each['id']}" for each in headings)]
    return found


def broken_addresses(addresses: list[str], folder: Path) -> list[str]:
    """Return what is wrong with addresses that lead nowhere in a built site."""
    ids, moved, problems = {}, {}, []
    for page, soup in _pages(folder):
        ids[page] = {element["id"] for element in soup.find_all(id=True)}
        if to := _moved(soup):
            moved[page] = urljoin(page, to)
    for address in addresses:
        page, _, anchor = address.partition("#")
        if page not in ids:
            problems.append(
                f"{address}: no page has this address any more. Add to mkdocs.yml, "
                f"redirect_maps: {page.strip('/')}.md: and where it has moved."
            )
        elif anchor and anchor not in ids[moved.get(page, page)]:
            problems.append(
                f"{address}: no heading of {moved.get(page, page)} has this anchor any "
                f"more. Write {{ #{anchor} }} behind the heading that replaces it, or "
                f'<span id="{anchor}"></span> where its text is now.'
            )
    return problems


def _pages(folder: Path) -> list[tuple[str, BeautifulSoup]]:
    pages = []
    for file in sorted(folder.rglob("index.html")):
        soup = parse_html(file.read_text("utf-8"))
        address = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
        pages.append((address, soup))
    return pages


def _moved(soup: BeautifulSoup) -> str | None:
    refresh = soup.find("meta", {"http-equiv": "refresh"})
    return attribute(refresh, "content").partition("url=")[2] if refresh else None


def main() -> None:
    """Build the site, and add what it offers to the published addresses."""
    from tests.site.conftest import ROOT, build_site

    with tempfile.TemporaryDirectory() as folder:
        build = build_site(ROOT, Path(folder))
        if build.exit_code:
            sys.exit(build.log)
        before = set(published()) if PUBLISHED.is_file() else set()
        after = before | set(linkable_addresses(Path(folder)))
    PUBLISHED.write_text("".join(f"{each}\n" for each in sorted(after)), "utf-8")
    print(f"{len(after) - len(before)} new addresses, {len(after)} in all")


if __name__ == "__main__":
    main()
