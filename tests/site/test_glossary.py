"""Terms lead to the glossary, and the table of arguments holds what was read."""

import json
from pathlib import Path

from bs4 import BeautifulSoup

from docs._engine.core.html import select_one
from docs._engine.core.paths import ROOT
from tests.support.scratch_site import build_site, write_scratch_site

PAGE = """# A mask

A Mask is a mask, `mask`, [mask](#x){ #x } or masked: unmasked, mask-like.

- The soft threshold. Soft Threshold.
"""
GLOSSARY = """# Glossary

mask
:   Which units *survive*, as in [Dropout](../index.md). It is drawn anew.

soft threshold
:   A step towards zero.
"""


def test_first_use_of_a_term_is_explained(tmp_path: Path):
    """Only the first use in prose leads to the glossary, with its first sentence."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "index.md").write_text(PAGE, "utf-8")
    (tmp_path / "docs" / "reference").mkdir()
    glossary = tmp_path / "docs" / "reference" / "glossary.md"
    glossary.write_text(GLOSSARY, "utf-8")
    build = build_site(tmp_path, tmp_path / "site")
    assert build.exit_code == 0, build.log
    html = (build.folder / "index.html").read_text("utf-8")
    article = select_one(BeautifulSoup(html, "html.parser"), "article")
    links = [
        (link.get_text(), link["href"], link["title"])
        for link in article.select("a.term")
    ]
    assert links == [
        ("Mask", "reference/glossary/#mask", "Which units survive, as in Dropout."),
        (
            "soft threshold",
            "reference/glossary/#soft-threshold",
            "A step towards zero.",
        ),
    ]
    text = select_one(article, "p").get_text()
    assert text == "A Mask is a mask, mask, mask or masked: unmasked, mask-like."


def test_table_shows_each_argument(pages: dict[str, BeautifulSoup]):
    """Each layer has its row, and each of its arguments stands in it once."""
    text = (ROOT / "docs" / "_data" / "arguments.json").read_text("utf-8")
    rows = pages["reference/arguments"].select(".arguments tbody tr")
    shown = {
        select_one(row, "th").get_text(): sorted(
            code.get_text().partition("=")[0] for code in row.select("td code")
        )
        for row in rows
    }
    read = json.loads(text)["results"]
    assert shown == {layer: sorted(arguments) for layer, arguments in read.items()}
