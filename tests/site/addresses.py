"""What people link to: the address of every page, heading and term of the glossary.

`addresses.txt` has those that were ever published. `python -m tests.site.addresses`
adds the new ones; nothing takes one out.
"""

import sys
import tempfile
from pathlib import Path

from docs._engine.core.links import BuiltSite
from docs._engine.core.paths import ROOT
from tests.support.html import parse_html
from tests.support.scratch_site import build_site

PUBLISHED = Path(__file__).with_suffix(".txt")
LINKED = "article :is(h1, h2, h3, h4, h5, h6, dt)[id]"


def published_addresses() -> list[str]:
    """Return the addresses that have to lead somewhere."""
    return PUBLISHED.read_text("utf-8").split()


def linkable_addresses(folder: Path) -> list[str]:
    """Return the addresses of a built site that readers find to link to."""
    addresses = []
    for file, page in BuiltSite(folder).pages.items():
        if file.endswith("index.html") and page.redirect is None:
            soup = parse_html((folder / file).read_text("utf-8"))
            address = "/" + file.removesuffix("index.html")
            ids = [element["id"] for element in soup.select(LINKED)]
            addresses += [address, *(f"{address}#{each}" for each in ids)]
    return addresses


def broken_addresses(addresses: list[str], folder: Path) -> list[str]:
    """Return what is wrong with addresses that lead nowhere in a built site."""
    site, problems = BuiltSite(folder), []
    for address in addresses:
        path, _, anchor = address.partition("#")
        file = f"{path.strip('/')}/index.html".lstrip("/")
        page = site.pages.get(file)
        if page is None:
            problems.append(
                f"{address}: no page has this address anymore. Add to redirect_maps in "
                f"mkdocs.yml: {path.strip('/')}.md, and the file that replaces it."
            )
            continue
        if page.redirect is not None:
            file = site.answer(site.target(file, page.redirect) or "") or ""
        if anchor and not site.pages[file].ids[anchor]:
            problems.append(
                f"{address}: no heading of /{file.removesuffix('index.html')} has this "
                f"anchor anymore. Write {{ #{anchor} }} after the heading that "
                f'replaces it, or <span id="{anchor}"></span> where its text is now.'
            )
    return problems


def main() -> None:
    """Build the site, and add what it offers to the published addresses."""
    with tempfile.TemporaryDirectory() as folder:
        build = build_site(ROOT, Path(folder))
        if build.exit_code:
            sys.exit(build.log)
        before = set(published_addresses()) if PUBLISHED.is_file() else set()
        after = before | set(linkable_addresses(Path(folder)))
    PUBLISHED.write_text("".join(f"{each}\n" for each in sorted(after)), "utf-8")
    print(f"{len(after) - len(before)} new addresses, {len(after)} in all")


if __name__ == "__main__":
    main()
