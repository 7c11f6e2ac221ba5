"""The site builds without a warning and carries everything it needs."""

import re

from bs4 import BeautifulSoup

from docs._engine.core.html import select_one
from docs._engine.core.links import Site
from tests.support.scratch_site import Build


def test_build_is_clean(site: Build):
    """A strict build warns of nothing."""
    assert not re.search(r"^(WARNING|ERROR) +- ", site.log, re.MULTILINE), site.log


def test_build_imports_no_tensorflow(site: Build):
    """Only the notebook's kernel imports TensorFlow."""
    assert "TensorFlow imported: False" in site.log


def test_each_page_has_one_title_and_a_description(pages: dict[str, BeautifulSoup]):
    """Search engines and screen readers find one H1 and a description of its own."""
    descriptions = []
    for page, soup in pages.items():
        assert len(soup.find_all("h1")) == 1, page
        descriptions.append(select_one(soup, "meta[name=description]")["content"])
    assert len(set(descriptions)) == len(descriptions)
    assert all(30 <= len(text) <= 170 for text in descriptions)


def test_internal_links_resolve(site: Build):
    """Every link, anchor, image and footnote inside the site leads somewhere."""
    assert Site(site.folder).find_problems() == []
