"""What is rendered is what is run: a gate that reads HTML, not Markdown."""

from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup

from tests.examples.directives import examples
from tests.examples.notebook import notebook_examples
from tests.examples.page import read_page
from tests.examples.site import Site

ROOT = Path(__file__).parents[2]


def programs_by_page() -> dict[str, list[str]]:
    """Return the programs that pytest runs, by the address of their page."""
    site = Site(ROOT / "mkdocs.yml")
    programs = {}
    for path in (ROOT / "docs").glob("*.md"):
        address = "." if path.stem == "index" else path.stem
        programs[address] = [
            example.code for example in examples(read_page(path, site))
        ]
    for path in (ROOT / "docs" / "notebooks").glob("*.py"):
        programs[f"notebooks/{path.stem}"] = [
            example.code for example in notebook_examples(path, ROOT)
        ]
    return programs


def test_rendered_python_is_tested_python(pages: dict[str, BeautifulSoup]):
    """Every Python block in the HTML equals a tested example, and the reverse."""
    rendered = {
        page: [code.get_text() for code in soup.select(".language-python code")]
        for page, soup in pages.items()
    }
    for page, programs in programs_by_page().items():
        shown = Counter(code.rstrip("\n") for code in rendered.pop(page))
        assert shown == Counter(code.rstrip("\n") for code in programs), page
    assert not any(rendered.values()), "a page that pytest does not read shows Python"


def test_every_block_of_code_has_a_language(pages: dict[str, BeautifulSoup]):
    """No block gets past the collector as raw HTML or by indentation."""
    for page, soup in pages.items():
        for block in soup.select("article pre"):
            classes = block.find_parent(class_="highlight")
            assert classes is not None, f"{page}: {block.get_text()[:80]}"


def test_every_snippet_is_on_a_page():
    """A file in snippets/ that no page shows is not run either."""
    shown = "\n".join(
        code for programs in programs_by_page().values() for code in programs
    )
    unused = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "snippets").glob("*/*.py")
        if path.read_text("utf-8").strip() not in shown
    ]
    assert unused == []
