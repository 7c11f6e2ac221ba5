"""Page footer: what the page rests on, and how to cite it."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docs._engine.core.run_record import RecordError
from docs._engine.pages.citation import Citation, load_work
from docs._engine.pages.provenance import Provenance


class ProvenanceHook:
    """The facts that are loaded once for all pages of a build."""

    def on_config(self, config: MkDocsConfig) -> None:
        """Load them.

        Raises:
            PluginError: The record of the run does not hold what it should.
        """
        root = Path(config.config_file_path).parent
        try:
            self.provenance = Provenance(root, Path(config.docs_dir))
        except RecordError as error:
            raise PluginError(str(error)) from None
        self.work = load_work(root)

    def on_page_context(
        self, context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Give the template the provenance of a page, and its citation."""
        provenance = self.provenance.of_page(page.file.src_uri)
        context["provenance"] = provenance
        if self.work:
            citation = Citation(
                self.work,
                page.content or "",
                provenance,
                menu_title=page.title or "",
                url=page.url.removeprefix("./"),
                site=config.extra["address"],
            )
            context["citation"] = citation
            context["linked_data"] = citation.linked_data(
                page.meta.get("description"), config.theme["language"]
            )


_hook = ProvenanceHook()
on_config = _hook.on_config
on_page_context = _hook.on_page_context
