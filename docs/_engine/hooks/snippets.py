"""Find the snippets whatever folder the build was started in."""

from mkdocs.config.defaults import MkDocsConfig

from docs._engine.pages.settings import resolve_snippet_folders


def on_config(config: MkDocsConfig) -> None:
    """Resolve their folders against that of mkdocs.yml."""
    resolve_snippet_folders(config)
