"""Pages that show what was not run, or hide what was: the gate names each of them."""

from textwrap import dedent

import pytest

from docs._engine.core.links import Site
from tests.site.adversarial_pages import ADVERSARIAL_PAGES, HOOK, LINKS, RIGHT, SNIPPETS
from tests.site.code_block_oracle import Page, problems
from tests.site.page_pairs import collect_examples, pair_pages
from tests.support.scratch_site import Build, build_site, write_scratch_site


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Build:
    """One site of all these pages, with this site's own frame."""
    root = tmp_path_factory.mktemp("hostile")
    write_scratch_site(root)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    text = text.replace("\nhooks:\n", "\nhooks:\n  - docs/_engine/hooks/inject.py\n")
    settings.write_text(text, "utf-8")
    (root / "docs" / "_engine" / "hooks" / "inject.py").write_text(HOOK, "utf-8")
    (root / "docs" / "_theme" / "empty.html").write_text("<p>Nothing.</p>", "utf-8")
    for name, snippet in SNIPPETS.items():
        (root / "snippets" / name).write_text(snippet, "utf-8")
    pages = {name: hostile.page for name, hostile in ADVERSARIAL_PAGES.items()}
    pages |= {"index": RIGHT, "links": "\n\n".join(["# Links", *LINKS])}
    for name, page in pages.items():
        (root / "docs" / f"{name}.md").write_text(dedent(page), "utf-8")
    build = build_site(root, root / "site")
    # Strict, so it fails for the broken links; its files are there all the same.
    assert (root / "site" / "without-a-trace" / "index.html").is_file(), build.log
    return build


@pytest.fixture(scope="module")
def found(built: Build) -> dict[str, list[str]]:
    """What the gate says of each page, as if all its examples had run."""
    root = built.folder.parent
    pages = pair_pages(built.folder, root, collect_examples(root))
    return {page.name: problems(page) for page in pages}


@pytest.mark.parametrize("name", ADVERSARIAL_PAGES)
def test_hostile_page_is_named(name: str, found: dict[str, list[str]]):
    """A message names the page, the line where one is known, and what to do."""
    page = f"docs/{name}.md"
    expected = ADVERSARIAL_PAGES[name].expected_messages
    wanted = [page + words if words[0] == ":" else words for words in expected]
    assert any(
        message.startswith(page) and all(words in message for words in wanted)
        for message in found[page]
    ), found[page]


def test_right_page_is_not(found: dict[str, list[str]]):
    """Tabs, details, quotes, titles and line numbers do no harm."""
    assert found["docs/index.md"] == []


def test_broken_links_are_named(built: Build):
    """Links, anchors, images and footnotes; none in the frame of the site."""
    messages = [str(problem) for problem in Site(built.folder).find_problems()]
    for markup, words in LINKS.items():
        mine = [message for message in messages if words in message]
        assert len(mine) == 1, (markup, messages)
        assert mine[0].startswith("links/index.html: ")
    others = [text for text in messages if not text.startswith("links/")]
    assert others == []


def test_page_without_example_shows_none():
    """A page that pytest does not read may show no block at all."""
    page = Page("404.html", "<article><pre>x = 1</pre></article>")
    assert problems(page) == [
        "404.html: this block is no example that ran: write it as a fence, "
        "```python, so that it is run.\n    x = 1"
    ]
