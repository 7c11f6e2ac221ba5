"""Verify the published files: all that is wrong with them, at once."""

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from docs._engine.core.keras import minor_version
from docs._engine.core.links import BuiltSite, Link, Problem
from docs._engine.publish import files
from docs._engine.publish.files import DEV, LATEST, SITEMAP, VERSIONS_FILE, is_version
from docs._engine.publish.remote import PublishError

INDEX = "search/search_index.json"
NEVER_EMPTY = (".html", ".css", ".js", ".json", ".woff2", ".png", ".svg", ".xml")
FOOTER = re.compile(r'class="provenance".*?\bKeras (\d[\w.]*\w)', re.DOTALL)


def verify(folder: Path) -> None:
    """Verify published files.

    Raises:
        PublishError: The message names all that is wrong, with its file and what to do.
    """
    if not files.load_versions(folder):
        raise PublishError(f"{VERSIONS_FILE}: lists no version. Publish one.")
    verification = _Verification(folder)
    if problems := [verification.advise(each) for each in verification.run()]:
        raise PublishError("\n".join(problems))


class _Verification:
    """The verification of one folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.versions = files.load_versions(folder)
        self.aliases = {
            alias: name
            for name, version in self.versions.items()
            for alias in version.aliases
        }
        self.url = files.find_site_url(folder)
        self.site = BuiltSite(folder, urlsplit(self.url).path)
        self.folders = {file.split("/")[0] for file in self.site.files if "/" in file}
        self.to_read: dict[str, set[str]] = defaultdict(set)
        """The addresses of the pages of each folder that are no redirects."""
        for file, page in self.site.pages.items():
            name, slash, path = file.partition("/")
            if slash and path.endswith("index.html") and not page.redirect:
                self.to_read[name].add(path.removesuffix("index.html").strip("/"))

    def run(self) -> Iterator[Problem]:
        """Find everything."""
        yield from self._names()
        yield from self._files()
        for problem in self.site.find_problems():
            name, _, _ = problem.file.partition("/")
            latest, _, address = problem.target.partition("/")
            # A page of dev may be new, and of others _pages looks for each page. What
            # is wrong with an alias is wrong with its version.
            is_new = name == DEV or address in self.to_read[name]
            if name not in self.aliases and not (latest == LATEST and is_new):
                yield problem
        for name in sorted(self.versions.keys() & self.folders):
            yield from self._search(name)
            yield from self._pages(name)

    def advise(self, problem: Problem) -> str:
        """Return a problem with what to do about it."""
        name, slash, _ = problem.file.partition("/")
        latest, _, address = problem.target.partition("/")
        if latest == LATEST and slash:
            return (
                f"{problem} Add {address or 'index'}.md and the page that replaces it "
                "to redirect_maps in mkdocs.yml, and publish "
                f"{self.aliases[LATEST]} again."
            )
        version = self.aliases.get(name, name if is_version(name) else "")
        return f"{problem} Publish {version or 'any version'} again."

    def _names(self) -> Iterator[Problem]:
        latest = files.newest([*self.versions])
        if latest is None or self.aliases.get(LATEST) != latest:
            alias = self.aliases.get(LATEST, "missing")
            yield Problem(VERSIONS_FILE, f"{LATEST} is {alias}, not {latest}.")
        for name in sorted(self.versions.keys() - self.folders):
            yield Problem(f"{name}/", f"{VERSIONS_FILE} lists it.")
        for alias, name in self.aliases.items():
            if self._contents(alias) != self._contents(name):
                yield Problem(f"{alias}/", f"is not the same as {name}/.")
        for name in sorted(self.folders - {*self.versions, *self.aliases}):
            if is_version(name) and self.to_read[name]:
                yield Problem(
                    f"{name}/", f"{VERSIONS_FILE} does not list this version."
                )
            elif not is_version(name) and f"{name}/{SITEMAP}" in self.site.files:
                yield Problem(f"{name}/", "belongs to no version. Remove it.")

    def _files(self) -> Iterator[Problem]:
        for name, expected in files.render_root_files(self.folder).items():
            if name not in self.site.files:
                yield Problem(name, "is missing.")
            elif (self.folder / name).read_bytes() != expected:
                yield Problem(name, f"is not what it has to be beside {LATEST}.")
        for file in sorted(self.site.files):
            if file.endswith(NEVER_EMPTY) and file.split("/")[0] not in self.aliases:
                content = (self.folder / file).read_bytes().rstrip()
                if not content:
                    yield Problem(file, "is empty.")
                elif file.endswith(".html") and not content.endswith(b"</html>"):
                    yield Problem(file, "has no end.")

    def _search(self, name: str) -> Iterator[Problem]:
        """The selector needs the sitemap, which lists what has to be there."""
        if f"{name}/{SITEMAP}" not in self.site.files:
            yield Problem(f"{name}/{SITEMAP}", "is missing: the selector needs it.")
        locations = files.find_locations(self.folder / name / SITEMAP)
        home = min(locations, key=len, default="")
        sitemap = {unquote(each.removeprefix(home)).strip("/") for each in locations}
        for address in sorted(sitemap - self.to_read[name]):
            page = posixpath.join(name, address, "")
            yield Problem(page, f"is missing, and {SITEMAP} lists it.")
        file = f"{name}/{INDEX}"
        try:
            entries = json.loads((self.folder / file).read_bytes())["docs"]
            addresses = [str(entry["location"]) for entry in entries]
        except (OSError, ValueError, LookupError, TypeError):
            yield Problem(file, "is no search index.")
            return
        if not addresses:
            yield Problem(file, "finds nothing.")
        for address in addresses:
            if not self._exists(f"{name}/{address}"):
                yield Problem(file, f"finds {address}, which is not there.")

    def _pages(self, name: str) -> Iterator[Problem]:
        for address in sorted(self.to_read[name]):
            file = posixpath.join(name, address, "index.html")
            html = (self.folder / file).read_text("utf-8", "replace")
            match = FOOTER.search(html)
            keras = match[1] if match else "none"
            expected = self.versions[name].properties.get("keras", keras)
            if keras != expected or name not in (DEV, minor_version(keras)):
                yield Problem(file, f"its foot names Keras {keras}.")
            target = f"{LATEST}/{address}"
            canonical = self.site.pages[file].canonical or "missing"
            path = canonical.removeprefix(self.url)
            if name != DEV and not self.site.answer(target):
                yield Problem(file, f"{LATEST} has no such page.", target)
            elif name != DEV and not (path.startswith(LATEST) and self._exists(path)):
                yield Problem(file, f"its canonical address, {canonical}, is no page.")

    def _contents(self, name: str) -> dict[Path, bytes]:
        """Return what each file of a folder holds."""
        root = self.folder / name
        paths = [path for path in root.rglob("*") if path.is_file()]
        return {path.relative_to(root): path.read_bytes() for path in paths}

    def _exists(self, address: str) -> bool:
        """Return whether a server answers an address, given from the root."""
        return self.site.reason_broken(".", Link("", address, False)) is None
