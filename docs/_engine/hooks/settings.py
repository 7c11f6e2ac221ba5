"""Settings: snippets are found from any folder, and no redirect replaces a page."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files

from docs._engine.pages.settings import resolve_snippet_folders


def on_config(config: MkDocsConfig) -> None:
    """Resolve the folders of the snippets against that of mkdocs.yml."""
    resolve_snippet_folders(config)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Refuse a redirect in the place of a page, which would be written over."""
    for old in config.plugins["redirects"].config["redirect_maps"]:
        if files.get_file_from_path(old):
            raise ConfigurationError(
                f"mkdocs.yml: redirect_maps: {old} is a page: remove it, or this "
                "redirect."
            )
