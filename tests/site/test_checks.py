"""Statements lead to checks, and checks to statements."""

import ast
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._extensions.checks import citations, topics
from tests.site.conftest import ROOT, build_site, copy_frame

CHECKS = {check.name: check for each in topics(ROOT).values() for check in each}
CITED = citations(ROOT / "docs")

CHECK = '''
def test_penalty_is_a_sum(keras):
    """The penalty is a sum of `w**2`.

    More is said here.
    """
    assert keras.regularizers.L2(1)([[1.0, 1.0]]) == 2
'''


def test_each_check_is_cited():
    """A check that no page cites proves nothing that anybody reads."""
    assert sorted(set(CHECKS) - set(CITED)) == []


def test_each_citation_has_its_check():
    """The build says the same; here all of them are found at once."""
    assert {name: CITED[name] for name in set(CITED) - set(CHECKS)} == {}


def test_no_check_is_skipped():
    """A check that does not run proves nothing."""
    for check in CHECKS.values():
        names = {
            getattr(node, "attr", getattr(node, "id", None))
            for node in ast.walk(ast.parse(check.source))
        }
        assert not names & {"skip", "skipif", "xfail", "importorskip"}, check.place


def test_each_check_asserts_something():
    """A check without an assertion cannot fail."""
    for check in CHECKS.values():
        assert re.search(r"\bassert\b|pytest\.(raises|warns)", check.source), (
            check.place
        )


def test_statements_are_sentences():
    """What readers see as a statement begins with a capital and ends with a stop."""
    for check in CHECKS.values():
        assert re.fullmatch(r"[A-Z`λ].*\.", check.statement), check.place


def test_marks_lead_to_their_checks(pages: dict[str, BeautifulSoup]):
    """Each mark names its statement, and its address is that of the entry."""
    entries = pages["reference/checks"].select("section.proof")
    assert sorted(entry["id"] for entry in entries) == sorted(CHECKS)
    marks = 0
    for address, page in pages.items():
        for mark in page.select("a.check"):
            path, _, name = mark["href"].partition("#")
            there = (Path("/") / address / path).resolve()
            assert there == Path("/reference/checks"), mark["href"]
            assert mark["title"] == CHECKS[name].statement.replace("`", "")
            assert mark["aria-label"] == f"Checked: {mark['title']}"
            marks += 1
    assert marks >= len(CHECKS)


def test_entries_show_what_is_run(pages: dict[str, BeautifulSoup]):
    """The text of a test on the page is its text in the file, and so is its place."""
    for entry in pages["reference/checks"].select("section.proof"):
        check = CHECKS[entry["id"]]
        assert entry.pre.get_text().rstrip("\n") == check.source
        assert entry.summary.get_text() == check.place
        there = [link["href"] for link in entry.select(".about a")]
        assert len(there) == len(CITED[check.name])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with one check, and a page for it."""
    copy_frame(tmp_path)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_l2.py").write_text(CHECK, "utf-8")
    reference = tmp_path / "docs" / "reference"
    reference.mkdir()
    (reference / "checks.md").write_text("# Checks\n\n[checks of l2]\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "Always.[✓](check:penalty_is_a_some)",
            "docs/index.md:3: check:penalty_is_a_some: there is no such check; "
            "near to it: penalty_is_a_sum.",
        ),
        (
            "[checks of l3]",
            "docs/index.md:3: [checks of l3]: there are checks of these: l2.",
        ),
    ],
)
def test_wrong_citations_fail_the_build(project: Path, line: str, message: str):
    """The log names the page, the line, and what there is."""
    (project / "docs" / "index.md").write_text(f"# Page\n\n{line}\n", "utf-8")
    build = build_site(project, project / "site")
    assert build.exit_code != 0
    assert message in build.log


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        (
            "def test_penalty_is_a_sum(keras):\n    assert keras\n",
            "tests/test_l2.py:1: test_penalty_is_a_sum states nothing.",
        ),
        (CHECK + CHECK, "has a check of this name, too. Rename one."),
    ],
)
def test_wrong_checks_fail_the_build(project: Path, checks: str, message: str):
    """So do checks that a page could not list."""
    (project / "tests" / "test_l2.py").write_text(checks, "utf-8")
    page = "# Page\n\nIt is a sum.[✓](check:penalty_is_a_sum)\n"
    (project / "docs" / "index.md").write_text(page, "utf-8")
    build = build_site(project, project / "site")
    assert build.exit_code != 0
    assert message in build.log


def test_right_citations_are_marked(project: Path):
    """The mark stands close to its word, and search passes over it."""
    page = "# Page\n\nIt is a sum. [✓](check:penalty_is_a_sum) So `[✓](check:x)`.\n"
    (project / "docs" / "index.md").write_text(page, "utf-8")
    build = build_site(project, project / "site")
    assert build.exit_code == 0, build.log
    html = (build.folder / "index.html").read_text("utf-8")
    text = BeautifulSoup(html, "html.parser").article.p.get_text()
    assert text == "It is a sum.✓ So [✓](check:x)."
    index = (build.folder / "search" / "search_index.json").read_text("utf-8")
    assert "It is a sum. So" in index
