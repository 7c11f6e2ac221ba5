"""Compare builds of the site by other programs with that of MkDocs, page by page.

`uv run nox -s portability` builds them: with ProperDocs, a fork of MkDocs, and with
Zensical, the successor of the theme. Then it runs

    python -m tests.site.portability MKDOCS properdocs=FOLDER zensical=FOLDER

which prints what is equal and what is not, and ends with 1 if something is different
that is not in `KNOWN`.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from posixpath import commonprefix, dirname, join, normpath

from bs4 import BeautifulSoup, Tag

from docs._engine.core.html import attribute
from docs._engine.core.paths import CACHE
from tests.support.compare_sites import load_files

NO_NOTEBOOK = "Zensical has no mkdocs-jupyter, so the notebook stays a file."
KNOWN: dict[str, dict[str, str]] = {
    "properdocs": {},
    "zensical": {
        "no page notebooks/compare": NO_NOTEBOOK,
        "links of compare": NO_NOTEBOOK,
        "links of reference/compatibility": NO_NOTEBOOK,
    },
}
"""What is known to be different, and why."""
REPORT = CACHE / "portability" / "report.md"
"""What is different and not known."""
LEFT_OUT = ".md-content__button, .provenance, .md-source-file, script, style"
"""What hooks and themes put around the text of a page."""
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def _words(page: str, element: Tag) -> str:
    return " ".join(element.get_text(" ").replace("¶", "").split())


def _link(page: str, link: Tag) -> str:
    href, mark, anchor = attribute(link, "href").partition("#")
    if ":" not in href:
        # The programs write addresses of folders in two ways.
        href = normpath(join(dirname(f"/{page}/"), href)) if href else f"/{page}"
        href = href.removesuffix("/index.html")
    words, title = _words(page, link), link.get("title", "")
    return f"{words} -> {href}{mark}{anchor} {title}".strip()


FEATURES: dict[str, tuple[str, Callable[[str, Tag], str]]] = {
    "headings": (
        "h1, h2, h3, h4, h5, h6",
        lambda page, each: f"{each.name} #{each.get('id')} {_words(page, each)}",
    ),
    "formulas": (".katex", lambda page, each: str(each)),
    "figures": ("figure", lambda page, each: str(each)),
    "check marks": ("a.check", _link),
    "terms": ("a.term", _link),
    "measured numbers": (
        "data.measured",
        lambda page, each: f"{each['value']} {each.get_text()}",
    ),
    "tables": (
        "table",
        lambda page, each: " | ".join(
            _words(page, cell) for cell in each.select("td, th")
        ),
    ),
    "code blocks": ("pre > code", lambda page, each: each.get_text()),
    "requirement marks": (".needs", _words),
    "links": ("a[href]:not(.headerlink)", _link),
    "text": ("article", _words),
}
"""What is compared: the selector of elements, and what of each has to be the same."""


def load_articles(site: Path) -> dict[str, Tag]:
    """Return the article of each page, by its address."""
    articles: dict[str, Tag] = {}
    for file in sorted(site.rglob("index.html")):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        if soup.article:
            for element in soup.article.select(LEFT_OUT):
                element.decompose()
            name = file.parent.relative_to(site).as_posix()
            # Alone in a document, so that the article itself can be selected, too.
            articles["" if name == "." else name] = document = BeautifulSoup(
                "", "html.parser"
            )
            document.append(soup.article)
    return articles


def compare(mkdocs: dict[str, Tag], other: dict[str, Tag]) -> list[str]:
    """Print how the pages of a build compare with those of MkDocs.

    Returns:
        What is different, in a few words each.
    """
    differences = [f"no page {page}" for page in sorted(mkdocs.keys() - other.keys())]
    differences += [f"new page {page}" for page in sorted(other.keys() - mkdocs.keys())]
    pages = sorted(mkdocs.keys() & other.keys())
    print(f"  {len(pages)} pages in both")
    for title, (selector, render) in FEATURES.items():
        number = different = 0
        for page in pages:
            ours, theirs = (
                [render(page, each) for each in articles[page].select(selector)]
                for articles in (mkdocs, other)
            )
            number += len(ours)
            if ours != theirs:
                different += 1
                difference = f"{title} of {page or 'home'}"
                differences.append(difference)
                pairs = zip([*ours, "nothing"], [*theirs, "nothing"], strict=False)
                first = next(pair for pair in pairs if pair[0] != pair[1])
                start = max(len(commonprefix(first)) - 40, 0)
                mine, there = (each[start : start + 160] for each in first)
                print(f"    {difference}: {mine!r}, there {there!r}")
        equal = len(pages) - different
        print(f"  {title}: {number}, equal on {equal} of {len(pages)} pages")
    return differences


def compare_files(mkdocs: Path, other: Path) -> None:
    """Print how many files are equal to the byte but for who has generated them."""
    ours, theirs = (
        {
            name: GENERATOR.sub(b"", content)
            for name, content in load_files(site).items()
        }
        for site in (mkdocs, other)
    )
    equal = sum(theirs.get(name) == content for name, content in ours.items())
    print(f"  files equal but for the generator's name: {equal} of {len(ours)}")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mkdocs", type=Path, help="the build of MkDocs")
    parser.add_argument("others", nargs="+", help="name=folder")
    options = parser.parse_args()
    articles, problems = load_articles(options.mkdocs), []
    print(f"mkdocs\n  {len(articles)} pages")
    for other in options.others:
        name, _, folder = other.partition("=")
        print(f"\n{name}")
        compare_files(options.mkdocs, Path(folder))
        for difference in compare(articles, load_articles(Path(folder))):
            reason = KNOWN.get(name, {}).get(difference)
            print(f"  {difference}: {reason or 'not known before'}")
            if not reason:
                problems.append(f"{name}: {difference}")
    lines = [f"- {difference}" for difference in problems]
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text("\n".join([*lines, ""]), "utf-8")
    if problems:
        sys.exit("\n".join(["\nNot known before:", *lines]))


if __name__ == "__main__":
    main()
