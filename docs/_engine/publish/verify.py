"""Whether a published tree is whole: all that is wrong with it, at once."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from docs._engine.publish import html as pages
from docs._engine.publish import versions
from docs._engine.publish.summary import SITEMAP, Summary, locations, summary
from docs._engine.publish.tree import Tree
from docs._engine.publish.versions import LATEST, Version

REBUILD = "Publish {} again."


def problems(tree: Tree, kept: Path | None = None) -> list[str]:
    """Return what is wrong, each with its file and what to do.

    Args:
        tree: The files.
        kept: Where summaries of versions are kept, so that only new ones are read.
    """
    try:
        listed = versions.published(tree)
    except ValueError as error:
        return [f"{versions.FILE}: is not what mike writes: {error}. Restore it."]
    if not listed:
        return [f"{versions.FILE}: lists no version. Publish one."]
    return list(Verification(tree, listed, kept).run())


class Verification:
    """One look at a tree."""

    def __init__(self, tree: Tree, listed: list[Version], kept: Path | None):
        self.tree, self.listed = tree, listed
        self.folders = tree.folders()
        self.names = [version.name for version in listed]
        self.aliases = {a: each.name for each in listed for a in each.aliases}
        self.seen: dict[str, Summary] = {}
        for name in sorted(self.folders):
            if versions.is_version(name) or name in self.names:
                self.seen[name] = summary(tree, name, self.folders[name], kept)
        self.site = site_of(tree) or site_of(tree, f"{LATEST}/{SITEMAP}")
        self.prefix = urlsplit(self.site or "/").path.strip("/")

    def run(self) -> Iterator[str]:
        """Find everything."""
        yield from self._folders()
        yield from self._alias()
        yield from self._root()
        for name, seen in self.seen.items():
            for problem in seen.problems:
                yield f"{problem} {REBUILD.format(name)}"
            yield from self._beyond(name, seen)
        for version in self.listed:
            if version.name in self.seen:
                yield from self._version(version, self.seen[version.name])

    def _folders(self) -> Iterator[str]:
        for name in self.names:
            if name not in self.folders:
                yield f"{name}/: {versions.FILE} lists it. {REBUILD.format(name)}"
        for name, seen in self.seen.items():
            if name not in self.names and not is_retired(seen):
                yield (
                    f"{name}/: {versions.FILE} does not list this version. Publish it "
                    "again, or retire it."
                )

    def _alias(self) -> Iterator[str]:
        newest = versions.newest(self.names)
        if newest is None:
            yield f"{versions.FILE}: there is no version for a released Keras."
        elif self.aliases.get(LATEST) != newest:
            yield (
                f"{versions.FILE}: {LATEST} is {self.aliases.get(LATEST, 'missing')}, "
                f"not {newest}. {REBUILD.format(newest)}"
            )
        for alias, name in self.aliases.items():
            if self.folders.get(alias) != self.folders.get(name, ""):
                yield f"{alias}/: is not the same as {name}/. {REBUILD.format(name)}"
        known = {*self.names, *self.aliases, *self.seen}
        for name in self.folders:
            if name not in known and f"{name}/{SITEMAP}" in self.tree.files:
                yield f"{name}/: belongs to no version. Remove it from the branch."

    def _root(self) -> Iterator[str]:
        for name in "index.html", "404.html", "robots.txt", SITEMAP, ".nojekyll":
            if name not in self.tree.files:
                yield f"{name}: is missing. Publish any version again."
        if "index.html" in self.tree.files:
            to = pages.parse(self._text("index.html")).leads_to
            if (to or "").strip("./") != LATEST:
                yield f"index.html: leads to {to}, not to {LATEST}/. Publish again."
        if "404.html" in self.tree.files:
            yield from self._missing_page()
        if SITEMAP in self.tree.files:
            for address in locations(self.tree, SITEMAP):
                if not self._canonical_exists(address):
                    yield f"{SITEMAP}: {address} is not there. Publish again."
        named = f"Sitemap: {self.site}{SITEMAP}"
        if "robots.txt" in self.tree.files and named not in self._text("robots.txt"):
            yield f"robots.txt: does not name {self.site}{SITEMAP}. Publish again."

    def _missing_page(self) -> Iterator[str]:
        """A server answers with this page at any address, however deep."""
        for link in pages.parse(self._text("404.html")).links:
            if link.startswith("#"):
                continue
            if not link.startswith("/"):
                yield f"404.html: {link} depends on where it is shown. Set SITE_URL."
            elif not self._exists(link):
                yield f"404.html: {link} leads to no file. Publish again."

    def _beyond(self, name: str, seen: Summary) -> Iterator[str]:
        """What a version names of others."""
        for path, link in seen.outward:
            alias, _, page = link.partition("/")
            if alias == LATEST and (name == versions.DEV or page in seen.pages):
                continue  # A new page may be in no released version; _version looks.
            if not self._exists(link):
                yield f"{path}: {link} leads to no file. {self._moved(name, link)}"
        for address, to in seen.redirects.items():
            if not self._exists(to):
                yield (
                    f"{name}/{address}: leads to {to}, which is not there. "
                    f"{self._moved(name, to)}"
                )

    def _version(self, version: Version, seen: Summary) -> Iterator[str]:
        name = version.name
        if is_retired(seen) or "" not in seen.pages:
            yield f"{name}/index.html: is no page. {REBUILD.format(name)}"
        for keras, where in seen.keras.items():
            minor = ".".join(keras.split(".")[:2])
            stated = version.properties.get("keras", keras)
            if (name != versions.DEV and minor != name) or keras != stated:
                yield (
                    f"{name}/{where[0]}: its foot names Keras {keras}, as on "
                    f"{len(where)} page(s). {REBUILD.format(name)}"
                )
        latest = self.seen.get(self.aliases.get(LATEST, ""))
        if name == versions.DEV or latest is None:
            return
        for address, canonical in seen.pages.items():
            if address not in latest.pages and address not in latest.redirects:
                yield (
                    f"{name}/{address}: {LATEST} has no such page. "
                    f"{self._moved(name, f'{LATEST}/{address}')}"
                )
            elif not canonical or not self._canonical_exists(canonical):
                yield (
                    f"{name}/{address}: its canonical address is {canonical}, which "
                    f"is no page of {self.site}{LATEST}/. {REBUILD.format(name)}"
                )

    def _moved(self, name: str, link: str) -> str:
        alias, _, page = link.lstrip("/").partition("/")
        if alias != LATEST:
            return REBUILD.format(name)
        old = page.partition("#")[0].strip("/") or "index"
        return (
            f"Write into mkdocs.yml, redirect_maps: {old}.md: and where it has "
            f"moved, and publish {self.aliases.get(LATEST)} again."
        )

    def _canonical_exists(self, address: str) -> bool:
        start = f"{self.site}{LATEST}/"
        if not self.site or not address.startswith(start):
            return False
        return self._exists(f"{LATEST}/{unquote(address.removeprefix(start))}")

    def _exists(self, link: str) -> bool:
        """Return whether a server answers this address, given from the root."""
        path = link.partition("#")[0].partition("?")[0]
        if path.startswith("/"):
            path = posixpath.normpath(unquote(path)).lstrip("/")
            if self.prefix and not f"{path}/".startswith(f"{self.prefix}/"):
                return False
            path = path.removeprefix(self.prefix).lstrip("/")
        index = f"{path.rstrip('/')}/index.html".lstrip("/")
        found = path if path in self.tree.files else index
        if found not in self.tree.files:
            return False
        anchor = link.partition("#")[2]
        if not anchor or not found.endswith(".html"):
            return True
        page = pages.parse(self._text(found))
        return bool(page.leads_to) or anchor in page.ids

    def _text(self, path: str) -> str:
        return self.tree.read(path).decode("utf-8", "replace")


def is_retired(seen: Summary) -> bool:
    """Return whether a version only leads on."""
    return bool(seen.redirects) and not seen.pages


def site_of(tree: Tree, path: str = SITEMAP) -> str | None:
    """Return the address at which the root is served, as the sitemap knows it."""
    if path not in tree.files:
        return None
    for address in locations(tree, path):
        site, found, _ = address.partition(f"/{LATEST}/")
        if found:
            return f"{site}/"
    return None
