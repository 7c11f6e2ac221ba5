"""Finished site: the folder of its files, and what a step needs to know about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)


class PostbuildError(Exception):
    """A finished file is not what a step expects. The message says what to do."""


@dataclass(frozen=True)
class FinishedSite:
    """The files of a build."""

    folder: Path
    """Where they are."""
    name: str
    """The name of the site."""
    description: str = ""
    """What it is about, in a sentence."""
    address: str = ""
    """The absolute address at which it will be served, if that is known."""
    is_offline: bool = False
    """Whether it is opened from a disk."""
    is_served: bool = False
    """Whether ``mkdocs serve`` shows it to its author."""

    def html_files(self) -> list[Path]:
        """Return all HTML files, those that only redirect included."""
        return sorted(self.folder.rglob("*.html"))

    def articles(self) -> Iterator[tuple[str, str, str]]:
        """Yield the path, the HTML and the article of each page.

        Redirects have no article; the page for missing pages is not one of the pages.
        """
        for file in self.html_files():
            path = file.relative_to(self.folder).as_posix()
            html = read_html(file)
            article = ARTICLE.search(html)
            if article and path != "404.html":
                yield path, html, article[0]

    def url(self, path: str) -> str:
        """Return the address of a page, relative to that of the site.

        Args:
            path: The path of its HTML file.
        """
        return path if self.is_offline else path.removesuffix("index.html")

    def find_file(self, pattern: str) -> Path:
        """Return the only file whose path matches a pattern.

        Raises:
            PostbuildError: There is none, or more than one.
        """
        files = [
            file
            for file in sorted(self.folder.rglob(pattern.rpartition("/")[2]))
            if fnmatch(file.relative_to(self.folder).as_posix(), pattern)
        ]
        if len(files) != 1:
            raise PostbuildError(
                f"the theme has {len(files)} files {pattern}, not one. Look at its "
                "base.html for what a page loads, and correct docs/_engine/postbuild."
            )
        return files[0]


def read_html(file: Path) -> str:
    """Return the text of a file with the line breaks that it has."""
    return file.read_bytes().decode("utf-8")


def write_html(file: Path, html: str) -> None:
    """Write the text of a file with the line breaks that it has."""
    file.write_bytes(html.encode("utf-8"))


def insert_before(html: str, mark: str, text: str) -> str:
    """Return a page with a text before the first place of a mark.

    Raises:
        PostbuildError: The page has no such mark.
    """
    if mark not in html:
        raise PostbuildError(f"a page has no {mark}, where {text[:40]}… belongs.")
    return html.replace(mark, text + mark, 1)
