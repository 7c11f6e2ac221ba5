"""Published branch on Debian's nginx, below a path, in a browser."""

import sys
from collections.abc import Iterator

import pytest

from tests.publish.nginx import serve
from tests.publish.project import MINOR, THIS, Project
from tests.support.accessibility import violations
from tests.support.browser import visit, wait_until
from tests.support.network_watch import Watch, watched

BANNER = "[data-md-component=outdated] a"


@pytest.fixture(scope="module")
def address(published_template: Project, tmp_path_factory) -> Iterator[str]:
    """Where three versions are served; the page about L2 has moved in the newest."""
    folder = tmp_path_factory.mktemp("served")
    project = published_template.copy(folder)
    (project.root / "docs" / "l2.md").unlink()
    project.redirect("l2.md", "dropout.md#rate")
    project.commit()
    code, output = project.publish(THIS, f"dev={sys.executable}")
    assert code == 0, output
    web = folder / "web"
    project.git("clone", "-q", "-b", "gh-pages", project.remote, web)
    with serve(web, folder / "nginx", "/guide/") as address:
        yield address


@pytest.fixture
def tab(browser, address: str) -> Iterator:
    """A tab of a browser in which nothing may go wrong or leave this machine."""
    with watched(browser) as (context, watch):
        yield context.new_page()
    assert watch == Watch()


def choose(tab, name: str) -> None:
    """Choose a version in the selector."""
    # The list opens over what is pointed at.
    tab.locator(".md-version__current").hover(force=True)
    tab.locator(".md-version__link", has_text=name).first.click()


def test_root_leads_to_latest(tab, address: str):
    """And the selector lists all versions, the newest of them shown."""
    tab.goto(address)
    tab.wait_for_url(f"{address}latest/")
    assert tab.locator(".md-version__current").inner_text() == MINOR
    listed = tab.locator(".md-version__link").all_text_contents()
    assert [text.split()[0] for text in listed] == ["dev", MINOR, "2.14"]
    assert tab.locator(BANNER).is_hidden()
    tab.locator(".md-version__current").focus()  # It opens the list.
    assert violations(tab) == []
    assert violations(tab, ["label-content-name-mismatch"]) == []
    stored = tab.evaluate("[...Object.keys(sessionStorage)]")
    assert {key.rpartition(".")[2] for key in stored} == {"__outdated"}


def test_selector_stays_on_the_page(tab, address: str):
    """There and back, with the anchor, after a reload, and from a deep link."""
    visit(tab, f"{address}latest/dropout/#rate")
    choose(tab, "2.14")
    tab.wait_for_url(f"{address}2.14/dropout/#rate")
    tab.reload()
    wait_until(tab, "document.querySelector('.md-version__current') !== null")
    assert tab.locator(".md-version__current").inner_text() == "2.14"
    assert "Keras 2.14.3" in tab.locator(".provenance").inner_text()
    choose(tab, MINOR)
    tab.wait_for_url(f"{address}{MINOR}/dropout/#rate")
    choose(tab, "dev")
    tab.wait_for_url(f"{address}dev/dropout/#rate")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_banner_of_an_old_version(browser, address: str, scheme: str):
    """It leads to the same page of the newest version, by the keyboard too."""
    with watched(browser, color_scheme=scheme) as (context, watch):
        tab = context.new_page()
        visit(tab, f"{address}2.14/dropout/")
        tab.locator(BANNER).wait_for()
        assert violations(tab) == []
        tab.locator(BANNER).focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url(f"{address}latest/dropout/")
        assert tab.locator(BANNER).is_hidden()
        visit(tab, f"{address}2.14/")
        tab.locator(BANNER).click()
        tab.wait_for_url(f"{address}latest/")
        # The page about L2 has moved.
        visit(tab, f"{address}2.14/l2/")
        tab.locator(BANNER).click()
        tab.wait_for_url(f"{address}latest/dropout/#rate")
    assert watch == Watch()


@pytest.mark.parametrize("name", ["latest", MINOR, "2.14", "dev"])
def test_search_answers_in_each_version(tab, address: str, name: str):
    """With pages of that version."""
    visit(tab, f"{address}{name}/")
    tab.keyboard.press("/")
    tab.keyboard.type("dropout")
    link = tab.locator(f".md-search-result__link[href^='{address}{name}/dropout/']")
    link.first.wait_for()


@pytest.mark.parametrize(
    "path", ["gone", "2.14/gone/", "latest/dropout/gone/deep.html", "1.0/"]
)
def test_missing_page(browser, address: str, path: str):
    """The answer is 404, in the site's own style, at any depth, and helps on."""
    with watched(browser) as (context, watch):
        tab = context.new_page()
        response = tab.goto(f"{address}{path}")
        tab.wait_for_load_state("networkidle")
        assert response is not None
        assert response.status == 404
        assert tab.locator("h1").inner_text() == "There is no such page"
        background = "getComputedStyle(document.querySelector('.md-header')).position"
        assert tab.evaluate(background) == "sticky"
        tab.locator("article li a", has_text="Dropout").first.click()
        tab.wait_for_url(f"{address}latest/dropout/")
    # A browser says itself that the page was not found.
    assert [text for text in watch.console if "404" not in text] == []
    assert (watch.requests, watch.violations) == ([], [])
