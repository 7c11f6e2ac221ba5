"""The page on compatibility shows what the cells say of what the pages hold."""

import inspect
import json
import tomllib
from pathlib import PurePosixPath
from posixpath import normpath

import markdown
import pytest
from bs4 import BeautifulSoup, Tag

from docs._engine.core.paths import ROOT
from docs._engine.markdown import compatibility
from docs._engine.markdown.compatibility import PLACEHOLDERS, load_reports
from docs._engine.pages.collection import (
    Item,
    collect_items,
    example_digest,
    text_digest,
)
from tests.checks import test_l1
from tests.site.page_pairs import examples_of


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """A function that returns the tables of the page for given reports."""
    monkeypatch.setattr(compatibility, "REPORTS", tmp_path)
    monkeypatch.setattr(compatibility, "ROOT", tmp_path.parent)

    def render(reports: dict[str, dict], items: list[Item]) -> dict[str, Tag]:
        monkeypatch.setattr(compatibility, "collect_items", lambda: items)
        for name, report in reports.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(report), "utf-8")
        html = markdown.markdown(
            "\n\n".join(PLACEHOLDERS), extensions=["docs._engine.markdown.extension"]
        )
        elements = BeautifulSoup(html, "html.parser").select("div.compatibility")
        return dict(zip(PLACEHOLDERS, elements, strict=True))

    return render


def report(keras: str, backend: str, results: dict) -> dict:
    """Return the report of an environment."""
    packages = {"tensorflow": "2.21.0", "jax": "0.10.2"}
    return {
        "keras": keras,
        "backend": backend,
        "packages": packages,
        "python": "3.11.7",
        "date": "2026-11-23",
        "commit": "c0ffee",
        "seconds": 90,
        "results": results,
    }


def rows(table: BeautifulSoup) -> list[list[str]]:
    """Return the texts of a table's cells."""
    return [
        [each.get_text().replace("\u00a0", " ") for each in row.select("th, td")]
        for row in table.select("tr")
    ]


def item(name: str) -> Item:
    """Return an example of the page l1.md."""
    return Item("docs/l1.md", "L1 it is", name, "/l1.md", name)


def test_each_state_is_shown(tables):
    """In the order of versions, and errors with their reason."""
    newest = {"docs/l1.md": {"passed": ["a", "b", "c"]}}
    older = {
        "docs/l1.md": {
            "passed": ["a"],
            "expected failure": ["b"],
            "failed": {"c": "Oh: no"},
        }
    }
    other = {"docs/l1.md": {"other numbers": ["a", "b"], "passed": ["changed"]}}
    given = {
        "3.9-tensorflow": report("3.9.2", "tensorflow", older),
        "3.15-jax": report("3.15.1", "jax", other),
        "3.15-tensorflow": report("3.15.1", "tensorflow", newest),
        "3.2-tensorflow": {
            "keras": "3.2",
            "backend": "tensorflow",
            "date": "2026-11-23",
            "error": "no wheel",
        },
    }
    rendered = tables(given, [item("a"), item("b"), item("c")])
    _, first, second, third, last = rows(rendered[PLACEHOLDERS[0]])
    assert first[:3] == ["3.15.1", "TensorFlow 2.21.0", "3.11.7"]
    assert second[4:] == ["1", "1", "1", "1.5"]
    assert third[-1] == "✗ cannot be installed: no wheel"
    assert last[1] == "JAX 0.10.2"
    header, row = rows(rendered[PLACEHOLDERS[1]])
    assert header[1:] == ["3.15", "3.9", "3.15 JAX"]
    assert row == ["L1 it is", "3 ✓", "1 ✓ 1 ○ 1 ✗", "2 ≈ 1 –"]
    _, b, c = rows(rendered[PLACEHOLDERS[2]])
    assert b == ["b", "✓", "○", "≈"]
    assert c == ["c", "✓", "✗", "–"]
    reasons = [item.get_text() for item in rendered[PLACEHOLDERS[2]].select("li")]
    assert reasons == ["3.9: c\nOh: no"]


def test_without_reports_the_page_says_so(tables):
    """A fresh project has none."""
    rendered = tables({}, [item("a")])
    assert "run nox" in rendered[PLACEHOLDERS[0]].get_text()


@pytest.mark.parametrize("text", ["", "[]", '{"keras": "3.15"}', '{"results": 1}'])
def test_damaged_report_stops_the_build(tables, tmp_path, text):
    """The message names the file."""
    (tmp_path / "3.15-jax.json").write_text(text, "utf-8")
    with pytest.raises(
        ValueError, match=r"3\.15-jax\.json is no report of an environment"
    ):
        tables({}, [])


def test_page_knows_what_the_tests_run(request):
    """Each example and its output; a check by the text that runs."""
    digests = {
        example_digest(example)
        for page, examples in examples_of(request.session, ROOT).items()
        if page.startswith("docs/")
        for example in examples
    }
    digests_of_site = {
        item.digest for item in collect_items() if item.file.startswith("docs/")
    }
    assert digests_of_site == digests
    source = inspect.getsource(test_l1.test_l1_is_strength_times_sum_of_absolutes)
    assert text_digest(source) in {item.digest for item in collect_items()}


def test_rows_are_the_pages_as_the_menu_has_them(pages):
    """In its order, each by the heading of the page to which it leads."""
    here = PurePosixPath("reference/compatibility")
    page = pages[str(here)]
    table = page.select("div.compatibility")[PLACEHOLDERS.index("[what ran]")]
    rendered = [
        (normpath(here / link["href"]), link.get_text())
        for link in table.select("th a")
    ]
    headings = {
        address: soup.h1.find(string=True, recursive=False)
        for address, soup in pages.items()
    }
    assert rendered == [(address, headings[address]) for address, _ in rendered]
    menu = [
        normpath(here / link["href"])
        for link in page.select(".md-nav--primary a[href]")
    ]
    positions = [menu.index(address) for address, _ in rendered]
    assert len(positions) > 30
    assert positions == sorted(positions)


def test_results_are_those_of_supported_versions():
    """Each environment has its report, and no other file is there."""
    matrix = tomllib.loads(
        (ROOT / "tests/compatibility/environments.toml").read_text("utf-8")
    )
    names = {f"{each['keras']}-{each['backend']}" for each in matrix["environment"]}
    assert {report["name"] for report in load_reports()} == names
