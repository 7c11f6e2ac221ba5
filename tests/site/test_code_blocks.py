"""What is rendered is what is run: a gate that reads HTML, not Markdown."""

import json
import re
from collections import Counter
from pathlib import Path

from docs._engine.core.paths import ROOT
from tests.site.code_block_oracle import Page, problems
from tests.support.scratch_site import Build

IMPORTED = {
    ROOT / "snippets" / "experiments" / f"{name}.py"
    for name in ("comparison", "epochs", "learning_curves", "mnist", "sweep", "tuning")
}
"""The longest measurements, and what experiments import: no page shows them."""
SECTION_MARK = re.compile(r"^#.*\[(?:start|end):.*\]\n", re.MULTILINE)


def test_rendered_code_is_tested_code(page_pairs: list[Page]):
    """Every block is an example that ran or its output, and every one can be seen."""
    assert [problem for page in page_pairs for problem in problems(page)] == []
    # Nothing equals nothing.
    pages = {page.name for page in page_pairs if page.examples}
    assert {
        *(f"docs/{name}/index.md" for name in ("dropout", "l1", "l2")),
        "docs/notebooks/compare.py",
    } <= pages


def test_program_and_its_output_are_one_card(pages):
    """A program is marked when its output follows, and no other is."""
    marks = []
    for page, soup in pages.items():
        for program in soup.select(".language-python.highlight"):
            after = program.find_next_sibling()
            has_output = after is not None and "language-text" in after.get("class", [])
            assert ("with-output" in program["class"]) == has_output, (page, program)
            marks.append(has_output)
    assert marks.count(True) > 100
    assert marks.count(False) > 100


def test_downloads_are_tested(site: Build, page_pairs: list[Page]):
    """The cells of each notebook that is offered are the examples of its page."""
    pages = {page.name: page for page in page_pairs if page.executed}
    assert pages
    for name, page in pages.items():
        path = Path(name).relative_to("docs").with_suffix(".ipynb")
        cells = json.loads((site.folder / path).read_text("utf-8"))["cells"]
        programs = Counter(
            "".join(cell["source"]).strip()
            for cell in cells
            if cell["cell_type"] == "code"
        )
        assert programs == Counter(each.code.strip() for each in page.examples), name


def test_every_snippet_is_on_a_page(page_pairs: list[Page]):
    """A file in snippets/ that no page shows is not run either.

    Of a file that has sections, the sections count.
    """
    text = "\n".join(example.code for page in page_pairs for example in page.examples)
    files = {*(ROOT / "snippets").glob("*/**/[!_]*.py")} - IMPORTED
    orphans = []
    for path in sorted(files):
        parts = SECTION_MARK.split(path.read_text("utf-8"))
        if any(part.strip() not in text for part in parts[1::2] or parts):
            orphans.append(path.relative_to(ROOT).as_posix())
    assert orphans == [], (
        'show each on a page, as --8<-- "l2/name.py" in a python block, or remove it'
    )
