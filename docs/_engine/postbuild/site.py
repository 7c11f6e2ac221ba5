"""Finished site: the folder of its files, and what a step needs to know about it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')


class PostbuildError(Exception):
    """A finished file is not what a step expects. The message says what to do."""


@dataclass(frozen=True)
class FinishedSite:
    """The folder of a build, and what the settings say of the site."""

    folder: Path
    name: str
    description: str = ""
    address: str = ""
    """The absolute address at which it will be served, if that is known."""
    is_offline: bool = False
    """Whether it is opened from a disk."""
    is_served: bool = False
    """Whether ``mkdocs serve`` shows it to its author."""

    def html_files(self) -> Iterator[tuple[str, str]]:
        """Yield the path and the text of each HTML file, redirects included."""
        for file in sorted(self.folder.rglob("*.html")):
            yield file.relative_to(self.folder).as_posix(), read_html(file)

    def edit_html(self, edit: Callable[[str, str], str]) -> None:
        """Write what `edit` makes of the path and the text of each HTML file."""
        for path, html in self.html_files():
            write_html(self.folder / path, edit(path, html))

    def articles(self) -> Iterator[tuple[str, str, str]]:
        """Yield the path, the HTML and the article of each page.

        Redirects have no article; the page for missing pages is not one of the pages.
        """
        for path, html in self.html_files():
            article = ARTICLE.search(html)
            if article and path != "404.html":
                yield path, html, article[0]

    def url(self, path: str) -> str:
        """Return the address of an HTML file, relative to that of the site."""
        return path if self.is_offline else path.removesuffix("index.html")

    def find_file(self, pattern: str) -> Path:
        """Return the only file whose path matches a pattern.

        Raises:
            PostbuildError: There is none, or more than one.
        """
        files = [*self.folder.glob(pattern)]
        if len(files) != 1:
            raise PostbuildError(
                f"the theme has {len(files)} files {pattern}, not one. Look at its "
                "base.html for what a page loads, and correct docs/_engine/postbuild."
            )
        return files[0]


def find_description(html: str) -> str:
    """Return the description of a page, as it stands in its HTML."""
    match = DESCRIPTION.search(html)
    return match[1] if match else ""


def resolve_link(path: str, href: str) -> str:
    """Return the path of the HTML file that a link in another one leads to."""
    target = normpath(join(dirname(path), href))
    return target if target.endswith(".html") else normpath(f"{target}/index.html")


def read_html(file: Path) -> str:
    """Return the text of a file with the line breaks that it has."""
    return file.read_bytes().decode("utf-8")


def write_html(file: Path, html: str) -> None:
    """Write the text of a file with the line breaks that it has."""
    file.write_bytes(html.encode("utf-8"))


def replace_mark(path: str, html: str, mark: str, text: str) -> str:
    """Return a page with a text in the place of the first mark.

    Raises:
        PostbuildError: The page has no such mark.
    """
    if mark not in html:
        raise PostbuildError(f"{path} has no {mark}, where {text:.60}… belongs.")
    return html.replace(mark, text, 1)
