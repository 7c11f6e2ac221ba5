"""The page on compatibility shows what the cells say of what the pages hold."""

import inspect
import json
import tomllib
from pathlib import Path, PurePosixPath
from posixpath import normpath

import markdown
import pytest
from bs4 import BeautifulSoup, Tag

from docs._engine.core.keras import minor_version
from docs._engine.core.paths import ROOT
from docs._engine.markdown import compatibility
from docs._engine.markdown.compatibility import PLACEHOLDERS
from docs._engine.pages.collection import (
    Item,
    collect_items,
    example_digest,
    text_digest,
)
from tests.checks import test_l1
from tests.site.page_pairs import examples_of

PAGE = "docs/l1.md"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty folder of reports, for a site with three examples on one page."""
    items = [Item(PAGE, "L1 it is", name, "/l1.md", name) for name in "abc"]
    monkeypatch.setattr(compatibility, "REPORTS", tmp_path)
    monkeypatch.setattr(compatibility, "ROOT", tmp_path.parent)
    monkeypatch.setattr(compatibility, "collect_items", lambda: items)
    return tmp_path


def write_report(folder: Path, keras: str, backend: str, **more: object) -> None:
    """Write the report of an environment."""
    report = {
        "keras": keras,
        "backend": backend,
        "packages": {"tensorflow": "2.21.0", "jax": "0.10.2"},
        "python": "3.11.7",
        "date": "2026-11-23",
        "seconds": 90,
        **more,
    }
    file = folder / f"{minor_version(keras)}-{backend}.json"
    file.write_text(json.dumps(report), "utf-8")


def render() -> list[Tag]:
    """Return what the placeholders are replaced by."""
    text = "\n\n".join(PLACEHOLDERS)
    html = markdown.markdown(text, extensions=["docs._engine.markdown.extension"])
    return BeautifulSoup(html, "html.parser").select("div.compatibility")


def rows(table: Tag) -> list[list[str]]:
    """Return the texts of a table's cells."""
    return [
        [each.get_text().replace("\u00a0", " ") for each in row.select("th, td")]
        for row in table.select("tr")
    ]


def test_each_state_is_shown(folder):
    """In the order of versions, and errors with their reason."""
    newest = {"passed": ["a", "b", "c"]}
    older = {"passed": ["a"], "expected failure": ["b"], "failed": {"c": "Oh: no"}}
    other = {"other numbers": ["a", "b"], "passed": ["changed"]}
    write_report(folder, "3.9.2", "tensorflow", results={PAGE: older})
    write_report(folder, "3.15.1", "jax", results={PAGE: other})
    write_report(folder, "3.15.1", "tensorflow", results={PAGE: newest})
    write_report(folder, "3.2", "tensorflow", error="no wheel")
    environments, pages, differences = render()
    _, first, second, third, last = rows(environments)
    assert first[:3] == ["3.15.1", "TensorFlow 2.21.0", "3.11.7"]
    assert second[4:] == ["1", "1", "1", "1.5"]
    assert third[-1] == "✗ cannot be installed: no wheel"
    assert last[1] == "JAX 0.10.2"
    # What was changed since does not count.
    assert last[4:7] == ["2", "0", "0"]
    header, row = rows(pages)
    assert header[1:] == ["3.15", "3.9", "3.15 JAX"]
    assert row == ["L1 it is", "3 ✓", "1 ✓ 1 ○ 1 ✗", "2 ≈ 1 –"]
    _, b, c = rows(differences)
    assert b == ["b", "✓", "○", "≈"]
    assert c == ["c", "✓", "✗", "–"]
    assert [each.get_text() for each in differences("li")] == ["3.9: c\nOh: no"]


def test_without_reports_the_page_says_so(folder):
    """A fresh project has none."""
    assert all("run nox" in element.get_text() for element in render())


@pytest.mark.parametrize("text", ["", "[]", '{"keras": "3.15"}', '{"results": 1}'])
def test_damaged_report_stops_the_build(folder, text):
    """The message names the file."""
    (folder / "3.15-jax.json").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"3\.15-jax\.json is not the report of an"):
        render()


def test_page_knows_what_the_tests_run(request):
    """Each example and its output; a check by the text that runs."""
    digests = {
        example_digest(example)
        for page, examples in examples_of(request.session, ROOT).items()
        if page.startswith("docs/")
        for example in examples
    }
    items = collect_items()
    assert {each.digest for each in items if each.file.startswith("docs/")} == digests
    source = inspect.getsource(test_l1.test_l1_is_strength_times_sum_of_absolutes)
    assert text_digest(source) in {each.digest for each in items}


def test_rows_are_the_pages_as_the_menu_has_them(pages):
    """In its order, each by the heading of the page to which it leads."""
    here = PurePosixPath("reference/compatibility")
    page = pages[str(here)]
    table = page.select("div.compatibility")[PLACEHOLDERS.index("[what ran]")]
    addresses = []
    for link in table.select("th a"):
        addresses.append(normpath(here / link["href"]))
        heading = pages[addresses[-1]].h1.find(string=True, recursive=False)
        assert link.get_text() == heading
    links = page.select(".md-nav--primary a[href]")
    menu = [normpath(here / link["href"]) for link in links]
    positions = [menu.index(address) for address in addresses]
    assert len(positions) > 30
    assert positions == sorted(positions)


def test_results_are_those_of_supported_versions():
    """Each environment has its report, and no other file is there."""
    file = ROOT / "tests" / "compatibility" / "environments.toml"
    matrix = tomllib.loads(file.read_text("utf-8"))["environment"]
    names = {f"{each['keras']}-{each['backend']}" for each in matrix}
    assert {file.stem for file in compatibility.REPORTS.glob("*")} == names
