"""Page footer: what the page rests on, and how to cite it."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docs._engine.pages.citation import Citation, load_work
from docs._engine.pages.provenance import Provenance

provenance: Provenance
work: dict[str, Any] | None
"""What CITATION.cff says of the guide, if it is there."""


def on_config(config: MkDocsConfig) -> None:
    """Load what all pages of this build share."""
    global provenance, work
    root = Path(config.config_file_path).parent
    provenance, work = Provenance(root, Path(config.docs_dir)), load_work(root)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Give the template the provenance of a page, and its citation."""
    context["provenance"] = provenance.of_page(page.file.src_uri)
    if work:
        citation = Citation(
            work,
            page.content or "",
            context["provenance"],
            menu_title=page.title or "",
            url=page.url.removeprefix("./"),
            site=config.extra["address"],
        )
        context["citation"] = citation
        context["linked_data"] = citation.linked_data(
            page.meta.get("description"), config.theme["language"]
        )
