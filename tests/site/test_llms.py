"""What programs read is what readers read: llms.txt and the Markdown copies."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token

from docs._engine.core.html import select_one
from docs._engine.core.paths import ROOT
from docs._engine.pages.checks import CHECK_PAGES, checks_by_name
from tests.site.code_block_oracle import Page
from tests.site.conftest import SOURCES
from tests.support.scratch_site import Build

OWN = re.compile(
    r"-8<-|\{\{|\(check:|\(figure:|\[(?:checks|statements) of|<!--"
    r"|^(===|\?\?\?|!!!)|\{ ?[.#]"
)


@pytest.fixture(scope="module")
def copies(site: Build) -> dict[str, str]:
    """The copy of each page, by its address."""
    return {
        str(file.parent.relative_to(site.folder)): file.read_text("utf-8")
        for file in sorted(site.folder.rglob("index.md"))
    }


@pytest.fixture(scope="module")
def tokens(copies: dict[str, str]) -> dict[str, list[Token]]:
    """The copy of each page, read by another parser than the site's."""
    parser = MarkdownIt("commonmark").enable("table")
    return {page: parser.parse(text) for page, text in copies.items()}


def links(tokens: list[Token]) -> list[str]:
    """Return the addresses of the links and images of a copy."""
    inline = [child for token in tokens for child in token.children or []]
    addresses = [each.attrs.get("href") or each.attrs.get("src") for each in inline]
    return [str(address) for address in addresses if address]


def test_every_page_names_its_copy(pages: dict[str, BeautifulSoup], copies):
    """And no copy is without its page."""
    assert pages.keys() == copies.keys()
    for page, soup in pages.items():
        assert select_one(soup, "[type='text/markdown']")["href"] == "index.md", page


def test_programs_are_those_that_ran(tokens, page_pairs: list[Page]):
    """To the byte, and none is missing."""
    pairs, number = {pair.name: pair for pair in page_pairs}, 0
    for address, path in SOURCES.items():
        if address.startswith(CHECK_PAGES):
            continue
        copies = Counter(
            token.content
            for token in tokens[address.rstrip("/") or "."]
            if token.type == "fence" and token.info == "python"
        )
        examples = pairs[path.relative_to(ROOT).as_posix()].examples
        programs = Counter(each.code.rstrip("\n") + "\n" for each in examples)
        gaps, others = [*(programs - copies)], [*(copies - programs)]
        assert not gaps, f"{path}: the Markdown copy lacks: {gaps[0]}"
        assert not others, f"{path}: the Markdown copy has another: {others[0]}"
        number += copies.total()
    assert number > 100


def test_nothing_of_our_own_is_left(tokens):
    """What only this site understands is written in common Markdown."""
    remains = [
        (page, token.content)
        for page, parts in tokens.items()
        for token in parts
        if token.type in ("inline", "html_block", "code_block")
        if OWN.search(re.sub(r"`[^`]*`", "", token.content)) or token.type != "inline"
    ]
    assert remains == []


NOT_COPIED = (
    ".headerlink, .md-content__button, .provenance, .footnote-backref, .controls, "
    ".key, figure summary, button, script, style, .katex, svg"
)
"""Ways to go on or change something, and drawings: formulas and figures are texts."""


def test_copies_hold_all_words(pages, copies):
    """All words, code and numbers of a page, as often; and each formula, as TeX."""
    formulas = 0
    for page, soup in pages.items():
        article = BeautifulSoup(str(soup.article), "html.parser")
        for number in article.select("data.measured, figure.measured td"):
            assert number.get_text() in copies[page], page
        for drawing in article.select("figure.plot svg"):
            assert drawing["aria-label"] in copies[page], page
        for tex in article.select(".arithmatex annotation"):
            assert tex.get_text().strip() in copies[page], page
            formulas += 1
        for element in article.select(NOT_COPIED):
            element.replace_with(" ")
        for element in article.select("wbr"):
            element.decompose()
        article.smooth()
        words = Counter(re.findall(r"\w+", article.get_text(" ")))
        words_of_copy = Counter(re.findall(r"\w+", copies[page].replace("\\", "")))
        assert words <= words_of_copy, (page, words - words_of_copy)
    assert formulas > 100


def test_links_of_copies_resolve(site: Build, pages, tokens):
    """To a file or another site; those of check marks are the same as on the page."""
    checks = checks_by_name(ROOT)
    for page, soup in pages.items():
        marks = soup.select("article a.check, article .statements a")
        addresses = [
            address
            for address in links(tokens[page])
            if "/#" in address and address.partition("#")[2] in checks
        ]
        assert Counter(addresses) == Counter(mark["href"] for mark in marks), page
        for address in links(tokens[page]):
            path = address.partition("#")[0]
            if path and not re.match(r"\w+:", path):
                target = site.folder / page / path
                target = target / "index.html" if path.endswith("/") else target
                assert target.is_file(), (page, address)


def test_list_names_every_page(site: Build, copies):
    """A title, a summary, and each copy once, as llmstxt.org describes it."""
    text = (site.folder / "llms.txt").read_text("utf-8")
    assert re.match(r"# .+\n\n> .+\n\n", text)
    addresses = re.findall(r"^- \[.+\]\((.+?)\): .{30,170}$", text, re.MULTILINE)
    assert sorted(addresses) == sorted(
        f"{page}/index.md".removeprefix("./") for page in copies
    )
