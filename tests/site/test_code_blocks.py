"""What is rendered is what is run: a gate that reads HTML, not Markdown."""

from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup

from tests.examples.directives import Example, examples
from tests.examples.notebook import notebook_examples
from tests.examples.page import read_page
from tests.examples.site import Site

ROOT = Path(__file__).parents[2]


def examples_by_page() -> dict[str, list[Example]]:
    """Return the examples that pytest runs, by the address of their page."""
    site = Site(ROOT / "mkdocs.yml")
    found = {}
    for path in (ROOT / "docs").glob("*.md"):
        address = "." if path.stem == "index" else path.stem
        found[address] = examples(read_page(path, site))
    for path in (ROOT / "docs" / "notebooks").glob("*.py"):
        found[f"notebooks/{path.stem}"] = notebook_examples(path, ROOT)
    return found


def texts(soup: BeautifulSoup, selector: str) -> Counter[str]:
    """Count the texts of elements, without a line break at their end."""
    return Counter(element.get_text().rstrip("\n") for element in soup.select(selector))


def test_rendered_python_is_tested_python(pages: dict[str, BeautifulSoup]):
    """Every Python block in the HTML equals a tested example, and the reverse."""
    rendered = {
        page: texts(soup, ".language-python code") for page, soup in pages.items()
    }
    for page, found in examples_by_page().items():
        programs = Counter(example.code.rstrip("\n") for example in found)
        assert rendered.pop(page) == programs, page
    assert not any(rendered.values()), "a page that pytest does not read shows Python"


def test_every_other_block_is_an_output(pages: dict[str, BeautifulSoup]):
    """No block gets past the collector as raw HTML or by indentation."""
    for page, found in examples_by_page().items():
        if page.startswith("notebooks/"):
            continue  # Their outputs come from the build itself.
        outputs = [example.output for example in found if example.output]
        shown = Counter(output.text.rstrip("\n") for output in outputs)
        others = "article pre:not(.language-python pre)"
        assert texts(pages[page], others) == shown, page


def test_every_snippet_is_on_a_page():
    """A file in snippets/ that no page shows is not run either."""
    found = [example for page in examples_by_page().values() for example in page]
    shown = "\n".join(example.code for example in found)
    unused = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "snippets").glob("*/*.py")
        if path.read_text("utf-8").strip() not in shown
    ]
    assert unused == []
