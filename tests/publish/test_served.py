"""Published branch on Debian's nginx, below a path, in a browser."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.publish.project import MINOR, THIS, Project
from tests.support.accessibility import violations
from tests.support.browser import visit, wait_until
from tests.support.network_watch import Watch, watched
from tests.support.server import find_free_port

BANNER = "[data-md-component=outdated] a"
CURRENT = ".md-version__current"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")
TEMPORARY = "client_body", "proxy", "fastcgi", "uwsgi", "scgi"


@pytest.fixture(scope="module")
def address(published_template: Project, tmp_path_factory) -> Iterator[str]:
    """Where nginx serves three versions; the page about L2 has moved in the newest.

    Without nginx, tests fail in CI on Linux and are skipped elsewhere.
    """
    if NGINX is None:
        is_needed = os.environ.get("CI") and sys.platform == "linux"
        (pytest.fail if is_needed else pytest.skip)("no nginx: install nginx-light")
    folder = tmp_path_factory.mktemp("served")
    project = published_template.copy(folder)
    project.move_l2()
    project.publish(THIS, f"dev={sys.executable}")
    project.git("clone", "-q", "-b", "gh-pages", project.remote, folder / "web")
    port = find_free_port()
    # Started by root, it would read the files as somebody who may not.
    user = "user root;" if os.getuid() == 0 else ""
    temporary = " ".join(f"{kind}_temp_path {kind};" for kind in TEMPORARY)
    # What a host needs to say: where the files are, and what it answers for none.
    site = f"alias {folder}/web/; error_page 404 /guide/404.html;"
    settings = f"""{user} pid nginx.pid;
        events {{}}
        http {{
            include /etc/nginx/mime.types; access_log off; {temporary}
            server {{
                listen 127.0.0.1:{port};
                absolute_redirect off;
                location /guide/ {{ {site} }}
            }}
        }}"""
    (folder / "nginx.conf").write_text(settings, "utf-8")
    command = [NGINX, "-p", folder, "-e", "error.log", "-c", folder / "nginx.conf"]
    # It goes into the background as soon as it listens.
    subprocess.run(command, check=True)
    yield f"http://127.0.0.1:{port}/guide/"
    subprocess.run([*command, "-s", "stop"], check=True)


@pytest.fixture
def tab(browser) -> Iterator:
    """A tab of a browser in which nothing may go wrong or leave this machine."""
    with watched(browser) as (context, watch):
        yield context.new_page()
    assert watch == Watch()


def choose(tab, name: str) -> None:
    """Choose a version in the selector."""
    # The list opens over what is pointed at.
    tab.locator(CURRENT).hover(force=True)
    tab.locator(".md-version__link", has_text=name).first.click()


def test_root_leads_to_latest(tab, address: str):
    """And the selector lists all versions, the newest of them shown."""
    tab.goto(address)
    tab.wait_for_url(f"{address}latest/")
    assert tab.locator(CURRENT).inner_text() == MINOR
    listed = tab.locator(".md-version__link").all_text_contents()
    assert [text.split()[0] for text in listed] == ["dev", MINOR, "2.14"]
    assert tab.locator(BANNER).is_hidden()
    tab.locator(CURRENT).focus()  # It opens the list.
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
    wait_until(tab, f"document.querySelector('{CURRENT}') !== null")
    assert tab.locator(CURRENT).inner_text() == "2.14"
    assert "Keras 2.14.3" in tab.locator(".provenance").inner_text()
    for name in MINOR, "dev":
        choose(tab, name)
        tab.wait_for_url(f"{address}{name}/dropout/#rate")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_banner_of_an_old_version(tab, address: str, scheme: str):
    """It leads to the same page of the newest version, by the keyboard too."""
    tab.emulate_media(color_scheme=scheme)
    visit(tab, f"{address}2.14/dropout/")
    tab.locator(BANNER).wait_for()
    assert violations(tab) == []
    tab.locator(BANNER).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}latest/dropout/")
    assert tab.locator(BANNER).is_hidden()
    # The page about L2 has moved.
    for page, target in {"": "", "l2/": "dropout/#rate"}.items():
        visit(tab, f"{address}2.14/{page}")
        tab.locator(BANNER).click()
        tab.wait_for_url(f"{address}latest/{target}")


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
