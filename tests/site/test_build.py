"""The site builds without a warning and carries everything it needs."""

import copy
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import select_one
from docs._engine.core.links import Site
from tests.support.scratch_site import Build, build_site, write_scratch_site

LOADS = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
}


def test_build_is_clean(site: Build):
    """A strict build warns of nothing."""
    assert not re.search(r"^(WARNING|ERROR) +- ", site.log, re.MULTILINE), site.log


def test_build_imports_no_tensorflow(site: Build):
    """Only the notebook's kernel imports TensorFlow."""
    assert "TensorFlow imported: False" in site.log


def test_pages_name_no_other_host(pages: dict[str, BeautifulSoup]):
    """No page loads a script, style, image or frame by an absolute address."""
    outside = [
        (page, element.name, element[attribute])
        for page, soup in pages.items()
        for tag, attribute in LOADS.items()
        for element in soup.find_all(tag, {attribute: True})
        if re.match(r"(https?:)?//", str(element[attribute]))
        and element.get("rel") != ["canonical"]
    ]
    assert outside == []


def test_each_page_has_one_title_and_a_description(pages: dict[str, BeautifulSoup]):
    """Search engines and screen readers find one H1 and a description of its own."""
    descriptions = []
    for page, soup in pages.items():
        assert len(soup.find_all("h1")) == 1, page
        descriptions.append(select_one(soup, "meta[name=description]")["content"])
    assert len(set(descriptions)) == len(descriptions)
    assert all(30 <= len(text) <= 170 for text in descriptions)


def test_formulas_are_rendered_in_the_build(pages: dict[str, BeautifulSoup]):
    """No TeX is left for the reader's browser, and the articles have formulas."""
    for page in "dropout", "l1", "l2":
        formulas = pages[page].select(".arithmatex")
        assert formulas, page
        assert all(formula.select_one(".katex-html") for formula in formulas), page
        article = copy.copy(select_one(pages[page], "article"))
        for part in article.select(".katex, pre, code"):
            part.extract()
        assert "$" not in article.get_text(), page


def test_internal_links_resolve(site: Build):
    """Every link, anchor, image and footnote inside the site leads somewhere."""
    assert Site(site.folder).find_problems() == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '--8<-- "l2/lost.py"',
            "docs/index.md:3: l2/lost.py: there is no such file in snippets/. Correct "
            "the include.",
        ),
        ("It is {{ lost/1 }}.", "docs/index.md:3: lost/1: no lost was measured"),
        ("It is $\\lost$.", "correct this formula: $\\lost$"),
    ],
)
def test_mistake_on_a_page_is_named_without_a_traceback(
    tmp_path: Path, line: str, message: str
):
    """The last line of the log says where it is and what to do."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "index.md").write_text(f"# Page\n\n{line}\n", "utf-8")
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code == 1
    assert message in build.log
    assert "Traceback" not in build.log
