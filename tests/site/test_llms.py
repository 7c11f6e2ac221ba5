"""What programs read is what readers read: llms.txt and the Markdown copies."""

import posixpath
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from docs._engine.core.html import attribute, select_one
from docs._engine.core.links import Site
from docs._engine.core.paths import ROOT
from docs._engine.markdown.checks import STATEMENTS
from docs._engine.pages.checks import CITATION, FOLDER, checks_by_name, checks_by_topic
from tests.site.code_block_oracle import Page
from tests.support.scratch_site import Build

LEFT = re.compile(
    r"-8<-|\{\{|\(check:|\(figure:|\[(?:checks|statements) of|<!--"
    r"|^(===|\?\?\?|!!!)|\{ ?[.#]"
)


@pytest.fixture(scope="module")
def copies(site: Build) -> dict[str, list[Token]]:
    """The copy of each page, read by another parser than the site's."""
    parser = MarkdownIt("commonmark").enable("table")
    return {
        file.relative_to(site.folder).as_posix(): parser.parse(file.read_text("utf-8"))
        for file in sorted(site.folder.rglob("index.md"))
    }


def test_every_page_names_its_copy(pages: dict[str, BeautifulSoup], copies):
    """And no copy is without its page."""
    named = {
        Path(
            page, attribute(select_one(soup, "[type='text/markdown']"), "href")
        ).as_posix()
        for page, soup in pages.items()
    }
    assert named == set(copies)


def test_programs_are_those_that_ran(copies, page_pairs: list[Page]):
    """To the byte, and none is missing."""
    number = 0
    for page in page_pairs:
        name = page.name.removeprefix("docs/")
        if not page.source or name.startswith(FOLDER):
            continue
        folder = re.sub(r"(index)?\.(md|py)$", "", name)
        shown = Counter(
            token.content
            for token in copies[Path(folder, "index.md").as_posix()]
            if token.type == "fence" and token.info == "python"
        )
        ran = Counter(each.code.rstrip("\n") + "\n" for each in page.examples)
        assert shown == ran, page.name
        number += sum(shown.values())
    assert number > 100


def test_nothing_of_our_own_is_left(copies):
    """What only this site understands is written in common Markdown."""
    left = [
        (name, token.content)
        for name, tokens in copies.items()
        for token in tokens
        if token.type in ("inline", "html_block", "code_block")
        if LEFT.search(re.sub(r"`[^`]*`", "", token.content)) or token.type != "inline"
    ]
    assert left == []


def test_numbers_and_figures_are_those_of_the_page(pages, copies):
    """Each measured number and each table of a figure is in the copy."""
    for page, soup in pages.items():
        tokens = copies[Path(page, "index.md").as_posix()]
        text = "\n".join(token.content for token in tokens)
        for number in soup.select("article data.measured"):
            assert number.get_text() in text, page
        for cell in soup.select("article figure.measured td"):
            assert cell.get_text() in text, page
        for figure in soup.select("article figure.plot svg"):
            assert figure["aria-label"] in text, page


NOT_COPIED = (
    ".headerlink, .md-content__button, .provenance, .footnote-backref, .controls, "
    ".key, figure summary, button, script, style, .katex, svg"
)
"""Ways to go on or change something, and drawings: formulas and figures are texts."""


def test_copies_hold_all_words(site: Build, pages, copies):
    """All words, code and numbers of a page, as often; and each formula, as TeX."""
    formulas = 0
    for page, soup in pages.items():
        file = site.folder / page / "index.md"
        copy = file.read_text("utf-8")
        article = BeautifulSoup(str(soup.article), "html.parser")
        for tex in article.select(".arithmatex annotation"):
            assert tex.get_text().strip() in copy, page
            formulas += 1
        for element in article.select(NOT_COPIED):
            element.replace_with(" ")
        for element in article.select("wbr"):
            element.decompose()
        article.smooth()
        words = Counter(re.findall(r"\w+", article.get_text(" ")))
        missing = words - Counter(re.findall(r"\w+", copy.replace("\\", "")))
        assert not missing, page
    assert formulas > 100


def test_marks_lead_to_their_checks(site: Build, copies):
    """As many as on the page, each to the place of its check."""
    checks, found = checks_by_name(ROOT), checks_by_topic(ROOT)
    anchors = {file: page.ids for file, page in Site(site.folder).pages.items()}
    for name, tokens in copies.items():
        source = ROOT / "docs" / re.sub(r"/?index\.md$", ".md", name)
        source = source if source.is_file() else ROOT / "docs" / name
        if not source.is_file():
            continue  # A notebook.
        links = [
            child.attrs["href"]
            for token in tokens
            for child in token.children or []
            if child.type == "link_open" and "/#" in child.attrs["href"]
            if child.attrs["href"].partition("#")[2] in checks
        ]
        text = source.read_text("utf-8")
        cited = re.findall(CITATION, text)
        for topic in STATEMENTS.findall(text):
            cited += [check.name for check in found[topic]]
        assert Counter(link.partition("#")[2] for link in links) == Counter(cited), name
        for link in links:
            address, _, anchor = link.partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            assert path.startswith("reference/checks/"), link
            assert anchor in anchors[f"{path}/index.html"], link


def test_links_of_copies_resolve(site: Build, copies):
    """Each leads to a file of the site, or to another site."""
    broken = []
    for name, tokens in copies.items():
        for token in tokens:
            for child in token.children or []:
                address = child.attrs.get("href") or child.attrs.get("src") or ""
                path = address.partition("#")[0]
                if not path or re.match(r"\w+:", path):
                    continue
                target = site.folder / Path(name).parent / path
                target = target / "index.html" if path.endswith("/") else target
                if not target.is_file():
                    broken.append((name, address))
    assert broken == []


def test_list_names_every_page(site: Build, pages, copies):
    """A title, a summary, and each copy once, as llmstxt.org describes it."""
    text = (site.folder / "llms.txt").read_text("utf-8")
    assert re.match(r"# .+\n\n> .+\n\n", text)
    linked = re.findall(r"^- \[.+\]\((.+?)\): .{30,170}$", text, re.MULTILINE)
    assert sorted(linked) == sorted(copies)
    assert len(linked) == len(pages)
