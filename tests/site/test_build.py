"""The build: clean, complete, the same in any order of hooks, and fast."""

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import select_one
from docs._engine.core.links import BuiltSite
from docs._engine.postbuild.offline_search import add_offline_search
from docs._engine.postbuild.prune_css import UNUSED_SELECTORS
from docs._engine.postbuild.site import FinishedSite, PostbuildError
from tests.site.test_mistakes import FILES
from tests.support.compare_sites import load_files
from tests.support.scratch_site import (
    Build,
    build_site,
    write_files,
    write_scratch_site,
)
from tests.support.site_copy import write_site_copy


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
    assert BuiltSite(site.folder).find_problems() == []


@pytest.fixture(scope="module")
def sheet(site) -> str:
    """The style sheet."""
    return (site.folder / "styles.css").read_text("utf-8")


def test_no_source_map_is_published_or_named(site):
    """They are a third of the site, for those who write the theme."""
    assert list(site.folder.rglob("*.map")) == []
    for file in [site.folder / "styles.css", *site.folder.rglob("bundle.*.js")]:
        assert "sourceMappingURL" not in file.read_text("utf-8"), file


def test_kinds_of_boxes_that_pages_use_have_icons(sheet, pages):
    """And no other kind: each icon is a drawing in the style sheet."""
    classes = {
        name
        for soup in pages.values()
        for box in soup.select("article :is(details, .admonition)[class]")
        for name in box["class"]
    }
    icons = set(re.findall(r"--md-admonition-icon--([\w-]+):", sheet))
    # Sources of checks and citations have looks of their own.
    assert icons == classes - {"source", "cite", "admonition"}
    assert "example" in icons


def test_rules_that_are_left_out_apply_to_no_page(sheet, pages):
    """What the theme has for a blog, say, is not in the style sheet."""
    selectors = {
        f".{name}"
        for soup in pages.values()
        for element in soup.select("[class]")
        for name in element["class"]
    }
    assert len(selectors) > 100
    assert [name for name in sorted(selectors) if UNUSED_SELECTORS.search(name)] == []
    assert {soup.html.get("dir") for soup in pages.values()} <= {None, "ltr"}
    assert ".md-author" not in sheet
    assert ".md-nav" in sheet


def test_no_rule_asks_each_element_of_an_article(sheet, pages):
    """For `:has()`, a browser makes many styles anew whenever the page changes."""
    subjects = sorted(set(re.findall(r"([^\s{},>+~]+):has\(", sheet)))
    assert ".md-content__inner" in subjects
    assert [
        subject
        for subject in subjects
        if any(soup.select(f"article {subject}") for soup in pages.values())
    ] == []


PAGES = {
    "docs/index.md": """\
# Page

It is so.[✓](check:penalty_is_a_sum) Formula $x^2$.

```python
print(1)
```
""",
    "docs/notebooks/page.py": "# %% [markdown]\n# # Notebook\n\n# %%\nprint(1)\n",
    "CITATION.cff": "title: Guide\nversion: 1\nauthors: [{name: We}]\n"
    "date-released: 2026-01-01\n",
}


def write_site(root: Path, reverse_hooks: bool) -> None:
    """Write a small site, with its hooks in one order or the other."""
    write_scratch_site(root, FILES | PAGES)
    text = (root / "mkdocs.yml").read_text("utf-8")
    before, hooks, after = re.split(r"(?m)(?<=^hooks:\n)((?:  - .*\n)+)", text)
    lines = sorted(hooks.splitlines(keepends=True), reverse=reverse_hooks)
    assert len(lines) > 5
    write_files(root, {"mkdocs.yml": before + "".join(lines) + after})


@pytest.mark.slow
@pytest.mark.parametrize("offline", ["false", "true"])
def test_order_of_hooks_does_not_matter(tmp_path: Path, monkeypatch, offline: str):
    """The built files are the same to the byte, also those of an offline copy."""
    monkeypatch.setenv("OFFLINE", offline)
    sites = []
    for reverse in False, True:
        # At one path, which is the same in both.
        root = tmp_path / "site"
        root.mkdir()
        write_site(root, reverse)
        build = build_site(root, root / "built")
        assert build.exit_code == 0, build.log
        sites.append(load_files(build.folder))
        root.rename(tmp_path / f"done-{reverse}")
    assert sites[0] == sites[1]
    if offline == "true":
        worker = sites[0]["search/worker.js"].decode()
        assert "lunr.TokenSet.prototype.toString" in worker
        assert b"unpkg.com" not in sites[0]["index.html"]
        assert b'<script src="search/worker.js">' in sites[0]["index.html"]


def test_offline_search_refuses_a_worker_without_the_patch(tmp_path: Path):
    """It takes over what bundle_assets has patched."""
    worker = tmp_path / "assets" / "javascripts" / "workers" / "search.x.min.js"
    worker.parent.mkdir(parents=True)
    worker.write_text("lunr", "utf-8")
    site = FinishedSite(tmp_path, "Guide", is_offline=True)
    with pytest.raises(PostbuildError, match="bundle_assets has to run before"):
        add_offline_search(site)


@pytest.mark.slow
def test_templates_are_compiled_once(tmp_path: Path):
    """A damaged cache of them does no harm, and a changed template shows at once."""
    write_scratch_site(tmp_path, {"docs/index.md": "# Page\n"})
    shutil.rmtree(tmp_path / ".cache", ignore_errors=True)

    def render() -> str:
        build = build_site(tmp_path, tmp_path / "site")
        assert build.exit_code == 0, build.log
        return (build.folder / "index.html").read_text("utf-8")

    page = render()
    files = [*tmp_path.glob(".cache/templates-*/*")]
    assert len(files) > 20
    times = {file: file.stat().st_mtime_ns for file in files}
    assert render() == page
    assert {file: file.stat().st_mtime_ns for file in files} == times
    for file in files:
        file.write_bytes(b"")
    assert render() == page
    assert all(file.stat().st_size for file in files)
    template = tmp_path / "docs" / "_theme" / "main.html"
    text = template.read_text("utf-8")
    template.write_text(f"{text}{{% block footer %}}changed{{% endblock %}}\n", "utf-8")
    assert "changed" not in page
    assert "changed" in render()


@pytest.mark.slow
def test_search_index_is_the_same_without_the_hook(tmp_path: Path):
    """What the hook leaves out, the theme's plugin does not read, either."""
    write_site_copy(tmp_path, 8)
    text = (tmp_path / "mkdocs.yml").read_text("utf-8")
    without = text.replace("  - docs/_engine/hooks/speed.py\n", "")
    assert text != without
    entries = []
    for settings in text, without:
        write_files(tmp_path, {"mkdocs.yml": settings})
        build_site(tmp_path, tmp_path / "site")
        index = tmp_path / "site" / "search" / "search_index.json"
        entries.append(json.loads(index.read_bytes())["docs"])
    assert len(entries[0]) > 50
    assert entries[0] == entries[1]
