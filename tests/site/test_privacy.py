"""The site asks no other host, keeps to its policy, and stores what it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import attribute
from tests.support.browser import open_side_by_side, visit
from tests.support.network_watch import Watch, watched
from tests.support.scratch_site import Build
from tests.support.server import serve

CLIPBOARD = ["clipboard-read", "clipboard-write"]
# What a reader can do on any page, one after the other.
EXERCISE_PAGE_JS = """async () => {
    const all = selector => [...document.querySelectorAll(selector)];
    all("article details").forEach(each => each.open = true);
    for (const set of all(".tabbed-set")) set.querySelector("label:last-child").click();
    all("article pre").slice(0, 1).forEach(each => each.dispatchEvent(
        new PointerEvent("pointerenter")));
    for (const field of all("figure .controls :is(input, select)").slice(0, 1)) {
        if (field.tagName === "SELECT") field.selectedIndex = 1;
        else field.value = field.value === field.min ? field.max : field.min;
        field.dispatchEvent(new Event("input", {bubbles: true}));
        const figure = field.closest("figure");
        while (!figure.querySelector("[data-drawn]") && !figure.dataset.problem)
            await new Promise(resolve => setTimeout(resolve, 50));
        if (figure.dataset.problem) throw new Error(figure.dataset.problem);
    }
}"""
STORAGE_JS = """async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: await navigator.serviceWorker.getRegistrations(),
})"""
NOTHING: dict[str, object] = {"cookie": ""} | {
    kind: [] for kind in ("local", "session", "databases", "caches", "workers")
}
HOST = re.compile(
    r"(?:\b(?:https?|wss?):|(?<=[\"'`(])|^)//([\w-]+(?:\.[\w-]+)+)", re.MULTILINE
)
STYLE_ADDRESS = re.compile(r"""(?:url\(|@import)\s*['"]?(?!data:)([^'")]*)""")
# Hosts that scripts of others name, and why none of them is asked.
KNOWN = {
    "www.w3.org": "names a namespace of XML",
    "github.com": "in messages to developers",
    "bit.ly": "in messages to developers",
    "vega.github.io": "names a schema, and an editor that figures do not offer",
    "unpkg.com": "for diagrams and for old browsers; the policy refuses it",
    "api.github.com": "for the facts of a repository, which no page shows",
}


def test_pages_are_used_without_another_host(site: Build, browser, address):
    """Every page is opened and used; no host is asked, the policy refuses nothing."""
    with watched(browser, permissions=CLIPBOARD) as (context, watch):
        names = [
            file.relative_to(site.folder).as_posix().removesuffix("index.html")
            for file in sorted(site.folder.rglob("*.html"))
        ]
        for _, tab in open_side_by_side(context, [f"{address}/{n}" for n in names]):
            assert tab.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
            tab.evaluate(EXERCISE_PAGE_JS)
        tab = context.new_page()
        visit(tab, f"{address}/")
        assert tab.evaluate(STORAGE_JS) | {"local": []} == NOTHING
        assert context.cookies() == []
    assert watch == Watch()


def test_what_is_stored_is_what_the_page_says(site: Build, browser, address):
    """Nothing before a choice; then what the page on privacy lists, and no cookie."""
    page = site.page("reference/privacy")
    rows = [row.find_all("td") for row in page.select("article tbody tr")]
    table = {row[0].get_text(): row[2].get_text() for row in rows}
    options = {"permissions": CLIPBOARD, "color_scheme": "dark"}
    with watched(browser, **options) as (context, watch):
        tab = context.new_page()
        visit(tab, f"{address}/l2/")
        assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
        tab.keyboard.press("/")
        tab.keyboard.type("lasso")
        tab.locator(".md-search-result__item a").first.wait_for()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/?h=lasso*")
        tab.locator("article mark").first.wait_for()
        tab.emulate_media(color_scheme="light")
        visit(tab, f"{address}/l2/")
        assert tab.evaluate("document.body.dataset.mdColorScheme") == "default"
        block = tab.locator("article .language-python.highlight").first
        block.hover()
        block.locator("button").first.click()
        assert tab.evaluate("navigator.clipboard.readText()") != ""
        assert tab.evaluate(STORAGE_JS) == NOTHING
        tab.locator("[data-md-component=palette] label:visible").click()
        tab.locator(".tabbed-labels label").last.click()
        storage = tab.evaluate(STORAGE_JS)
        visit(tab, f"{address}/l1/")
        assert tab.evaluate("document.body.dataset.mdColorScheme") == "slate"
        assert context.cookies() == []
    assert watch == Watch()
    assert storage | {"local": []} == NOTHING
    names = {name for name, where in table.items() if where == "local storage"}
    assert {key.rpartition(".")[2] for key in storage["local"]} == names


INLINE = "<script>document.title = 'run'</script></body>"


@pytest.mark.parametrize(
    ("old", "new", "directive"),
    [
        ("</body>", INLINE, "script-src-elem refuses inline"),
        ("'sha256-", "'sha256-A", "script-src-elem refuses inline"),
        ("</body>", "<p onclick=''></p></body>", "script-src-attr refuses inline"),
        ("</body>", "<style>p {}</style></body>", "style-src-elem refuses inline"),
        ("</body>", "<img src=//a.invalid/></body>", "img-src refuses http://a"),
        ("</body>", "<iframe src=/></iframe></body>", "frame-src refuses"),
        ("</title>", "</title><base href=/l1/>", "base-uri refuses"),
    ],
)
def test_a_page_that_does_more_is_refused(browser, address, site, old, new, directive):
    """A script without its digest, another host, a frame: the browser says so."""
    html = (site.folder / "index.html").read_text("utf-8")
    assert old in html
    with watched(browser) as (context, watch):
        body = html.replace(old, new, 1)
        context.route(f"{address}/", lambda route: route.fulfill(body=body))
        tab = context.new_page()
        visit(tab, f"{address}/")
        assert tab.title() != "run"
    assert any(directive in text for text in watch.violations), watch


LEAKS = """<!doctype html><title>Leaks</title>
<link rel="prefetch" href="http://prefetch.invalid/">
<img src="http://image.invalid/">
<script>
navigator.sendBeacon("http://beacon.invalid/");
fetch("http://fetch.invalid/", {mode: "no-cors"}).catch(() => 0);
new WebSocket("ws://socket.invalid/");
const text = `fetch("http://worker.invalid/", {mode: "no-cors"}).catch(() => 0)`;
new Worker(URL.createObjectURL(new Blob([text])));
</script>"""


def test_whatever_asks_another_host_is_seen(browser, tmp_path):
    """Pages, workers, sockets and what is fetched early go through the watch."""
    hosts = set(re.findall(r"[a-z]+\.invalid", LEAKS))
    (tmp_path / "index.html").write_text(LEAKS, "utf-8")
    with serve(tmp_path) as address, watched(browser) as (context, watch):
        tab = context.new_page()
        tab.goto(address)
        for _ in range(100):
            contacts = {
                host for text in watch.requests for host in hosts if host in text
            }
            if contacts == hosts:
                break
            tab.wait_for_timeout(50)
    assert contacts == hosts


def named_hosts(file: Path, soup: BeautifulSoup | None) -> Iterator[str]:
    """Give each host that a file of the site names where a browser could ask it.

    Args:
        file: The file.
        soup: Its parsed HTML, if it has been parsed.
    """
    if file.suffix not in (".html", ".svg", ".css", ".js", ".webmanifest"):
        return
    text = file.read_text("utf-8")
    if file.suffix in (".html", ".svg"):
        soup = soup or BeautifulSoup(text, "html.parser")
        for element in soup.find_all(True):
            is_link = element.name == "a" or element.get("rel") == ["canonical"]
            for name in element.attrs:
                if not (name.startswith("xmlns") or (is_link and name == "href")):
                    yield from HOST.findall(attribute(element, name))
        text = "\n".join(style.get_text() for style in soup.find_all("style"))
    if file.suffix == ".js":
        # Comments of others name their homes.
        text = re.sub(r"/\*[\s\S]*?\*/|^\s*//.*", "", text, flags=re.MULTILINE)
    elif file.suffix != ".webmanifest":
        text = "\n".join(STYLE_ADDRESS.findall(text))
    yield from HOST.findall(text)


def test_files_name_no_other_host(site: Build, pages):
    """No file loads from another host; whom scripts of others name is known."""
    soups = {site.folder / name / "index.html": soup for name, soup in pages.items()}
    mentions = {
        (file.relative_to(site.folder).as_posix(), host)
        for file in sorted(site.folder.rglob("*"))
        if file.is_file() and "lunr" not in file.parts
        for host in named_hosts(file, soups.get(file))
    }
    others = {
        (name, host)
        for name, host in mentions
        if not (name.startswith("assets/") and name.endswith(".js") and host in KNOWN)
    }
    assert others == set()
    assert {host for _, host in mentions} == set(KNOWN)


def test_links_open_no_window_that_can_reach_back(pages):
    """A link that opens a window does not hand over its own."""
    for page, soup in pages.items():
        for link in soup.select("a[target]"):
            assert "noopener" in link.get("rel", []), (page, link)
