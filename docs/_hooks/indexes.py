"""The first page of a section is its index: dropout.md is that of dropout/."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let the theme link a section's title to its first page.

    The theme takes a page for an index by its file's name, which MkDocs no longer
    needs here: all addresses are known.
    """
    for section in nav.items:
        if isinstance(section, Section) and isinstance(section.children[0], Page):
            section.children[0].file.name = "index"
    return nav
