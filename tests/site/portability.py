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
from posixpath import dirname, join, normpath

from bs4 import BeautifulSoup, Tag

from docs._engine.core.html import attribute
from docs._engine.core.paths import CACHE

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
LEFT_OUT = ".md-content__button, .provenance, .md-source-file, script, style"
"""What hooks and themes put around the text of a page."""
GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def headings(page: str, article: Tag) -> list[str]:
    """Return the headings, with their anchors."""
    elements = article.find_all(re.compile("^h[1-6]$"))
    return [f"{each.name} #{each.get('id')} {_words(each)}" for each in elements]


def formulas(page: str, article: Tag) -> list[str]:
    """Return the HTML of the formulas."""
    return [str(each) for each in article.select(".katex")]


def figures(page: str, article: Tag) -> list[str]:
    """Return the figures: drawings, controls, captions and tables."""
    return [str(each) for each in article.find_all("figure")]


def check_marks(page: str, article: Tag) -> list[str]:
    """Return the marks of checked statements, and where they lead."""
    return [_link(page, each) for each in article.select("a.check")]


def terms(page: str, article: Tag) -> list[str]:
    """Return the explained terms, and where they lead."""
    return [_link(page, each) for each in article.select("a.term")]


def measured_numbers(page: str, article: Tag) -> list[str]:
    """Return the numbers, with what names them."""
    elements = article.select("data.measured")
    return [f"{each['value']} {each.get_text()}" for each in elements]


def tables(page: str, article: Tag) -> list[str]:
    """Return the texts of the cells of each table."""
    return [
        " | ".join(_words(cell) for cell in table.find_all(["td", "th"]))
        for table in article.find_all("table")
    ]


def code_blocks(page: str, article: Tag) -> list[str]:
    """Return the programs, outputs and checks, to the byte."""
    return [each.get_text() for each in article.select("pre > code")]


def requirement_marks(page: str, article: Tag) -> list[str]:
    """Return what examples and checks need."""
    return [_words(each) for each in article.select(".needs")]


def links(page: str, article: Tag) -> list[str]:
    """Return all links, and where they lead."""
    return [_link(page, each) for each in article.select("a[href]:not(.headerlink)")]


def text(page: str, article: Tag) -> list[str]:
    """Return the words, one by one."""
    return _words(article).split()


FEATURES: list[Callable[[str, Tag], list[str]]] = [
    headings,
    formulas,
    figures,
    check_marks,
    terms,
    measured_numbers,
    tables,
    code_blocks,
    requirement_marks,
    links,
    text,
]


def _words(element: Tag) -> str:
    return " ".join(element.get_text(" ").replace("¶", "").split())


def _link(page: str, link: Tag) -> str:
    href, mark, anchor = attribute(link, "href").partition("#")
    if ":" not in href:
        # The programs write addresses of folders in two ways.
        href = normpath(join(dirname(f"/{page}/"), href)) if href else f"/{page}"
        href = href.removesuffix("/index.html")
    return f"{_words(link)} -> {href}{mark}{anchor} {link.get('title', '')}".strip()


def load_articles(site: Path) -> dict[str, Tag]:
    """Return the article of each page, by its address."""
    articles = {}
    for file in sorted(site.rglob("index.html")):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        if soup.article:
            for element in soup.article.select(LEFT_OUT):
                element.decompose()
            name = file.parent.relative_to(site).as_posix()
            articles["" if name == "." else name] = soup.article
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
    for feature in FEATURES:
        title = feature.__name__.replace("_", " ")
        number = different = 0
        for page in pages:
            ours, theirs = feature(page, mkdocs[page]), feature(page, other[page])
            number += len(ours)
            if ours != theirs:
                different += 1
                difference = f"{title} of {page or 'home'}"
                differences.append(difference)
                pairs = zip([*ours, "nothing"], [*theirs, "nothing"], strict=False)
                first = next(pair for pair in pairs if pair[0] != pair[1])
                print(f"    {difference}: {first[0][:160]!r}, there {first[1][:160]!r}")
        equal = len(pages) - different
        print(f"  {title}: {number}, equal on {equal} of {len(pages)} pages")
    return differences


def compare_files(mkdocs: Path, other: Path) -> None:
    """Print how many files are equal to the byte but for who has generated them."""
    files = {
        file.relative_to(mkdocs)
        for file in mkdocs.rglob("*")
        if file.is_file() and file.suffix != ".gz"
    }
    different = [
        file.as_posix()
        for file in sorted(files)
        if not (other / file).is_file()
        or GENERATOR.sub(b"", (mkdocs / file).read_bytes())
        != GENERATOR.sub(b"", (other / file).read_bytes())
    ]
    equal = len(files) - len(different)
    print(f"  files equal but for the generator's name: {equal} of {len(files)}")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("mkdocs", type=Path, help="the build of MkDocs")
    parser.add_argument("others", nargs="+", help="name=folder")
    parser.add_argument("--report", type=Path, default=REPORT, help="what is not known")
    options = parser.parse_args()
    articles, unknown = load_articles(options.mkdocs), []
    print(f"mkdocs\n  {len(articles)} pages")
    for other in options.others:
        name, _, folder = other.partition("=")
        print(f"\n{name}")
        compare_files(options.mkdocs, Path(folder))
        for difference in compare(articles, load_articles(Path(folder))):
            reason = KNOWN.get(name, {}).get(difference)
            print(f"  {difference}: {reason or 'not known before'}")
            if not reason:
                unknown.append(f"{name}: {difference}")
    lines = [f"- {difference}" for difference in unknown]
    options.report.parent.mkdir(parents=True, exist_ok=True)
    options.report.write_text("\n".join([*lines, ""]), "utf-8")
    if unknown:
        sys.exit("\n".join(["\nNot known before:", *lines]))


if __name__ == "__main__":
    main()
