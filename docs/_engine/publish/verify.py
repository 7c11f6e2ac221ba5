"""Verify the published files: all that is wrong with them, at once."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from docs._engine.core.links import Link, Page, Site
from docs._engine.publish.root_files import SITEMAP, find_locations, find_site_url
from docs._engine.publish.versions import (
    DEV,
    FILE,
    LATEST,
    Version,
    is_version,
    load_versions,
    newest,
)

REBUILD = "Publish {} again."
INDEX = "search/search_index.json"
NEVER_EMPTY = (".html", ".css", ".js", ".json", ".woff2", ".png", ".svg", ".xml")
FOOTER = re.compile(r'class="provenance".*?\bKeras (\d[\w.]*\w)', re.DOTALL)


def find_problems(folder: Path) -> list[str]:
    """Return what is wrong with published files, each with its file and what to do."""
    try:
        versions = load_versions(folder)
    except ValueError as error:
        return [f"{FILE}: is not what mike writes: {error}. Restore it."]
    if not versions:
        return [f"{FILE}: lists no version. Publish one."]
    return list(_Verification(folder, versions).run())


class _Verification:
    """The verification of one folder."""

    def __init__(self, folder: Path, versions: list[Version]):
        self.folder = folder
        self.versions = {version.name: version for version in versions}
        self.aliases = {
            alias: version.name for version in versions for alias in version.aliases
        }
        self.site_url = find_site_url(folder) or "/"
        self.site = Site(folder, urlsplit(self.site_url).path)
        self.folders = {
            file.partition("/")[0] for file in self.site.files if "/" in file
        }
        self.pages: dict[str, dict[str, Page]] = defaultdict(dict)
        """The pages of each folder by address, such as ``l2/zeros``."""
        for file, page in self.site.pages.items():
            name, _, path = file.partition("/")
            if path.endswith("index.html"):
                self.pages[name][path.removesuffix("index.html").strip("/")] = page

    def run(self) -> Iterator[str]:
        """Find everything."""
        yield from self._versions()
        yield from self._latest()
        yield from self._root()
        yield from self._files()
        yield from self._links()
        for name in sorted({*self.versions, *filter(is_version, self.folders)}):
            if name in self.folders and self._to_read(name):
                yield from self._search(name)
                yield from self._sitemap(name)
        for version in self.versions.values():
            if version.name in self.folders:
                yield from self._pages(version)

    def _versions(self) -> Iterator[str]:
        for name in sorted(self.versions.keys() - self.folders):
            yield f"{name}/: {FILE} lists it. {REBUILD.format(name)}"
        known = {*self.versions, *self.aliases}
        for name in sorted(self.folders - known):
            if is_version(name) and self._to_read(name):
                yield (
                    f"{name}/: {FILE} does not list this version. Publish it again, or "
                    "retire it."
                )
            elif not is_version(name) and f"{name}/{SITEMAP}" in self.site.files:
                yield f"{name}/: belongs to no version. Remove it from the branch."

    def _latest(self) -> Iterator[str]:
        name = newest([*self.versions])
        if name is None:
            yield f"{FILE}: there is no version for a released Keras."
        elif self.aliases.get(LATEST) != name:
            yield (
                f"{FILE}: {LATEST} is {self.aliases.get(LATEST, 'missing')}, not "
                f"{name}. {REBUILD.format(name)}"
            )
        for alias, name in self.aliases.items():
            if self._digests(alias) != self._digests(name):
                yield f"{alias}/: is not the same as {name}/. {REBUILD.format(name)}"

    def _root(self) -> Iterator[str]:
        for name in "index.html", "404.html", "robots.txt", SITEMAP, ".nojekyll":
            if name not in self.site.files:
                yield f"{name}: is missing. Publish any version again."
        home = self.site.pages.get("index.html")
        if home and (home.redirect or "").strip("./") != LATEST:
            link = home.redirect
            yield f"index.html: leads to {link}, not to {LATEST}/. Publish again."
        for address in find_locations(self.folder / SITEMAP):
            if not self._is_canonical(address):
                yield f"{SITEMAP}: {address} is not there. Publish again."
        robots = self.folder / "robots.txt"
        line = f"Sitemap: {self.site_url}{SITEMAP}"
        if robots.is_file() and line not in robots.read_text("utf-8", "replace"):
            yield f"robots.txt: does not name {self.site_url}{SITEMAP}. Publish again."

    def _files(self) -> Iterator[str]:
        for file in sorted(self.site.files):
            if file.endswith(NEVER_EMPTY) and not self._is_alias(file):
                content = (self.folder / file).read_bytes().rstrip()
                if not content:
                    yield f"{file}: is empty. {self._rebuild(file)}"
                elif file.endswith(".html") and not content.endswith(b"</html>"):
                    yield f"{file}: has no end. {self._rebuild(file)}"

    def _links(self) -> Iterator[str]:
        for problem in self.site.find_problems():
            name = problem.file.partition("/")[0]
            alias, _, address = problem.target.partition("/")
            if self._is_alias(problem.file):
                continue  # The version itself has it, too.
            if alias != LATEST or "/" not in problem.file:
                yield f"{problem} {self._rebuild(problem.file)}"
            # A new page may be in no released version; _pages looks at the others.
            elif name != DEV and address not in self.pages[name]:
                yield f"{problem} {self._redirect_advice(address)}"

    def _search(self, name: str) -> Iterator[str]:
        file = f"{name}/{INDEX}"
        if file not in self.site.files:
            yield f"{file}: is missing, so nothing is found. {REBUILD.format(name)}"
            return
        try:
            entries = json.loads((self.folder / file).read_bytes())["docs"]
            addresses = [str(entry["location"]) for entry in entries]
        except (ValueError, LookupError, TypeError):
            yield f"{file}: is no search index. {REBUILD.format(name)}"
            return
        if not addresses:
            yield f"{file}: finds nothing. {REBUILD.format(name)}"
        for address in addresses:
            if not self._exists(f"{name}/{address}"):
                yield (
                    f"{file}: finds {address}, which is not there. "
                    f"{REBUILD.format(name)}"
                )

    def _sitemap(self, name: str) -> Iterator[str]:
        """The selector needs it to stay on the page; it lists what has to be there."""
        file = f"{name}/{SITEMAP}"
        if file not in self.site.files:
            yield f"{file}: is missing: the selector needs it. {REBUILD.format(name)}"
        locations = find_locations(self.folder / file)
        home = min(locations, key=len, default="")
        listed = {unquote(each.removeprefix(home)).strip("/") for each in locations}
        for address in sorted(listed - self._to_read(name)):
            yield (
                f"{name}/{address}/: is missing, and {file} lists it: it is not "
                f"complete. {REBUILD.format(name)}"
            )

    def _pages(self, version: Version) -> Iterator[str]:
        name = version.name
        if "" not in self._to_read(name):
            yield f"{name}/index.html: is no page. {REBUILD.format(name)}"
        expected = version.properties.get("keras")
        for address in sorted(self._to_read(name)):
            path = f"{name}/{address}/" if address else f"{name}/"
            html = (self.folder / path / "index.html").read_text("utf-8", "replace")
            match = FOOTER.search(html)
            keras = match[1] if match else "none"
            is_right = name == DEV or keras.split(".")[:2] == name.split(".")
            if not is_right or keras != (expected or keras):
                yield f"{path}: its foot names Keras {keras}. {REBUILD.format(name)}"
            canonical = self.pages[name][address].canonical
            if name == DEV or LATEST not in self.folders:
                continue
            if address not in self.pages[LATEST]:
                yield (
                    f"{path}: {LATEST} has no such page. "
                    f"{self._redirect_advice(address)}"
                )
            elif not self._is_canonical(canonical or ""):
                yield (
                    f"{path}: its canonical address is {canonical}, which is no page "
                    f"of {self.site_url}{LATEST}/. {REBUILD.format(name)}"
                )

    def _to_read(self, name: str) -> set[str]:
        """Return the addresses of the pages of a folder that are no redirects."""
        return {
            address for address, page in self.pages[name].items() if not page.redirect
        }

    def _digests(self, name: str) -> dict[str, bytes]:
        return {
            file.removeprefix(name): hashlib.sha256(
                (self.folder / file).read_bytes()
            ).digest()
            for file in self.site.files
            if file.startswith(f"{name}/")
        }

    def _is_alias(self, file: str) -> bool:
        return file.partition("/")[0] in self.aliases

    def _exists(self, address: str) -> bool:
        """Return whether a server answers an address, given from the root."""
        return self.site.reason_broken(".", Link("", address, False)) is None

    def _is_canonical(self, address: str) -> bool:
        path = address.removeprefix(self.site_url)
        return path.startswith(f"{LATEST}/") and self._exists(path)

    def _rebuild(self, file: str) -> str:
        name, slash, _ = file.partition("/")
        return REBUILD.format(name) if slash else "Publish again."

    def _redirect_advice(self, address: str) -> str:
        return (
            f"Add {address or 'index'}.md, and where it has moved, to redirect_maps in "
            f"mkdocs.yml, and publish {self.aliases.get(LATEST)} again."
        )
