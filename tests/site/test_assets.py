"""One style sheet and one script, put together from the theme's and ours."""

import re

from docs._engine.postbuild.prune_css import UNUSED_SELECTORS


def test_addresses_in_the_style_sheet_lead_to_files(site):
    """Each was relative to another folder before."""
    text = (site.folder / "styles.css").read_text("utf-8")
    addresses = re.findall(r"url\([\"']?((?!data:)[^)\"']+)", text)
    files = [address for address in addresses if address.endswith(".woff2")]
    assert len(files) > 5
    assert [file for file in files if not (site.folder / file).is_file()] == []


def test_no_source_map_is_published_or_named(site):
    """They are a third of the site, for those who write the theme."""
    assert list(site.folder.rglob("*.map")) == []
    for file in [site.folder / "styles.css", *site.folder.rglob("bundle.*.js")]:
        assert "sourceMappingURL" not in file.read_text("utf-8"), file


def test_kinds_of_boxes_that_pages_use_have_icons(site, pages):
    """And no other kind: each icon is a drawing in the style sheet."""
    used = {
        name
        for soup in pages.values()
        for box in soup.select("article :is(details, .admonition)[class]")
        for name in box["class"]
    }
    sheet = (site.folder / "styles.css").read_text("utf-8")
    icons = set(re.findall(r"--md-admonition-icon--([\w-]+):", sheet))
    # Sources of checks and citations have looks of their own.
    assert icons == used - {"source", "cite"}
    assert "example" in icons


def test_rules_that_are_left_out_apply_to_no_page(site, pages):
    """What the theme has for a blog, say, is not in the style sheet."""
    used = {
        name
        for soup in pages.values()
        for element in soup.select("[class]")
        for name in element["class"]
    }
    assert len(used) > 100
    assert [name for name in sorted(used) if UNUSED_SELECTORS.search(f".{name}")] == []
    assert {soup.html.get("dir") for soup in pages.values()} <= {None, "ltr"}
    sheet = (site.folder / "styles.css").read_text("utf-8")
    assert ".md-author" not in sheet
    assert ".md-nav" in sheet


def test_no_rule_asks_each_element_of_an_article(site, pages):
    """For `:has()`, a browser makes many styles anew whenever the page changes."""
    sheet = (site.folder / "styles.css").read_text("utf-8")
    asking = sorted(set(re.findall(r"([^\s{},>+~]+):has\(", sheet)))
    assert ".md-content__inner" in asking
    assert [
        subject
        for subject in asking
        if any(soup.select(f"article {subject}") for soup in pages.values())
    ] == []
