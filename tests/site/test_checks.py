"""Statements lead to checks, and checks to statements."""

import ast
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import attribute, select_one
from docs._engine.core.paths import ROOT
from docs._engine.pages.checks import (
    CHECK_PAGES,
    CITATION,
    checks_by_topic,
    citing_pages,
    page_of,
)
from tests.site.conftest import SOURCES

TOPICS = {
    page_of(topic).removesuffix(".md"): checks
    for topic, checks in checks_by_topic(ROOT).items()
}
"""The checks of each topic, by the address of its page."""
CHECKS = {check.name: check for each in TOPICS.values() for check in each}
CITED = citing_pages(ROOT / "docs")


def test_each_check_is_cited():
    """A check that no page cites proves nothing that anybody reads."""
    problems = [
        f"{check.location}: no page cites this check. End the statement that it proves "
        f"in [✓](check:{name}), or remove it."
        for name, check in CHECKS.items()
        if name not in CITED
    ]
    assert not problems, "\n".join(problems)


def test_checks_can_fail_and_state_a_sentence():
    """Each asserts something and is never skipped; readers see its first sentence."""
    for check in CHECKS.values():
        names = {
            getattr(node, "attr", getattr(node, "id", None))
            for node in ast.walk(ast.parse(check.source))
        }
        assert not names & {"skip", "skipif", "xfail", "importorskip"}, check.location
        pattern = r"\bassert\b|pytest\.(raises|warns)"
        assert re.search(pattern, check.source), check.location
        assert re.fullmatch(r"[A-Z`λ].*\.", check.statement), check.location


def test_marks_lead_to_their_checks(pages: dict[str, BeautifulSoup]):
    """Each mark names its statement, and its address is that of the entry."""
    places = {check.name: page for page, each in TOPICS.items() for check in each}
    marks = 0
    for address, page in pages.items():
        for mark in page.select("a.check"):
            path, _, name = attribute(mark, "href").partition("#")
            there = (Path("/") / address / path).resolve()
            assert there == Path("/", places[name]), mark["href"]
            assert mark["title"] == CHECKS[name].statement.replace("`", "")
            assert mark["aria-label"] == f"Checked: {mark['title']}"
            marks += 1
    texts = [path.read_text("utf-8") for path in SOURCES.values()]
    assert marks == sum(len(re.findall(CITATION, text)) for text in texts)


def test_index_states_what_each_check_holds(pages: dict[str, BeautifulSoup]):
    """At the address that the check had when all were on one page."""
    names_by_page: dict[str, list[str]] = {}
    for item in pages[CHECK_PAGES].select(".statements > li"):
        path, _, name = attribute(select_one(item, "a"), "href").partition("#")
        page = (Path("/") / CHECK_PAGES / path).resolve().relative_to("/")
        assert item["id"] == name
        assert item.get_text() == CHECKS[name].statement.replace("`", "")
        names_by_page.setdefault(page.as_posix(), []).append(name)
    assert names_by_page == {
        page: [check.name for check in checks] for page, checks in TOPICS.items()
    }


def test_pages_are_small_enough_for_a_browser(pages: dict[str, BeautifulSoup]):
    """All checks on one page were 32,000 elements, and slow."""
    for page in CHECK_PAGES, *TOPICS:
        number = len(pages[page].find_all(True))
        assert number < 8000, f"{page}: {number} elements. Make two topics of it."


@pytest.mark.parametrize("topic", TOPICS)
def test_entries_show_what_is_run(pages: dict[str, BeautifulSoup], topic: str):
    """The text of a test on the page is its text in the file, and so is its place."""
    entries = pages[topic].select("section.proof")
    assert [entry["id"] for entry in entries] == [check.name for check in TOPICS[topic]]
    for entry in entries:
        check = CHECKS[attribute(entry, "id")]
        assert select_one(entry, "pre").get_text().rstrip("\n") == check.source
        assert select_one(entry, "summary").get_text() == check.location
        there = [link["href"] for link in entry.select(".about a")]
        assert len(there) == len(CITED[check.name])
