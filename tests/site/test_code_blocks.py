"""What is rendered is what is run: a gate that reads HTML, not Markdown."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from docs._engine.core.paths import ROOT
from tests.site.code_block_oracle import Page, problems
from tests.support.scratch_site import Build

IMPORTED = {ROOT / "snippets" / "experiments" / "sweep.py"}
"""What experiments import and no page shows."""
MARK = re.compile(r"-8<-+ *\[ *(start|end) *: *([^\]\s]*) *\]")


def test_rendered_code_is_tested_code(page_pairs: list[Page]):
    """Every block is an example that ran or its output, and every one can be seen."""
    assert [problem for page in page_pairs for problem in problems(page)] == []


def test_program_and_its_output_are_one_card(pages):
    """A program is marked when its output follows, and no other is."""
    marked = []
    for page, soup in pages.items():
        for program in soup.select(".language-python.highlight"):
            after = program.find_next_sibling()
            answered = after is not None and "language-text" in after.get("class", [])
            assert ("with-output" in program["class"]) == answered, (page, program)
            marked.append(answered)
    assert marked.count(True) > 100
    assert marked.count(False) > 100


def test_there_is_something_to_compare(page_pairs: list[Page]):
    """Nothing equals nothing: each article has examples, and so has the notebook."""
    counts = {page.name: len(list(page.examples)) for page in page_pairs}
    for name in (
        *("dropout/index.md", "l1/index.md", "l2/index.md"),
        "notebooks/compare.py",
    ):
        assert counts[f"docs/{name}"] > 0


def test_downloads_are_tested(site: Build, page_pairs: list[Page]):
    """The cells of each notebook that is offered are the examples of its page."""
    pages = {page.name: page for page in page_pairs if page.executed}
    assert pages
    for name, page in pages.items():
        path = Path(name).relative_to("docs").with_suffix(".ipynb")
        cells = json.loads((site.folder / path).read_text("utf-8"))["cells"]
        offered = Counter(
            "".join(cell["source"]).strip()
            for cell in cells
            if cell["cell_type"] == "code"
        )
        assert offered == Counter(each.code.strip() for each in page.examples), name


def test_every_snippet_is_on_a_page(page_pairs: list[Page]):
    """A file in snippets/ that no page shows is not run either.

    Of a file that has sections, the sections count.
    """
    published = "\n".join(
        example.code for page in page_pairs for example in page.examples
    )
    files = {*(ROOT / "snippets").glob("*/**/[!_]*.py")} - IMPORTED
    unused = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(files)
        if any(
            part.strip() not in published for part in sections(path.read_text("utf-8"))
        )
    ]
    assert unused == [], (
        'show each on a page, as --8<-- "l2/name.py" in a python block, or remove it'
    )


def sections(text: str) -> list[str]:
    """Return the sections of a snippet; the whole of one that has none."""
    parts = re.split(r"^#.*\[(?:start|end):.*\]\n", text, flags=re.MULTILINE)
    return parts[1::2] or parts


def unpaired(text: str) -> list[str]:
    """Return the sections of a snippet that do not open once and then close once."""
    kinds: dict[str, list[str]] = {}
    for kind, name in MARK.findall(text):
        kinds.setdefault(name, []).append(kind)
    return [name for name, marks in kinds.items() if marks != ["start", "end"]]


def test_every_section_that_opens_closes():
    """An include of an open section would show the rest of the file."""
    unpaired_sections = {
        path.relative_to(ROOT).as_posix(): unpaired(path.read_text("utf-8"))
        for path in (ROOT / "snippets").rglob("*.*")
        if path.suffix in (".py", ".md", ".txt", ".toml")
    }
    assert {path: names for path, names in unpaired_sections.items() if names} == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# --8<-- [start:a]\nx\n# --8<-- [end:a]\n", []),
        ("# --8<-- [start:a]\nx\n", ["a"]),
        ("# --8<-- [end:a]\nx\n# --8<-- [start:a]\n", ["a"]),
        ("# --8<-- [start:a]\n# --8<-- [end:b]\n", ["a", "b"]),
        ("# -8<- [ start : a ]\n", ["a"]),
    ],
)
def test_unpaired_sections_are_found(text: str, names: list[str]):
    """The test above would notice."""
    assert unpaired(text) == names
