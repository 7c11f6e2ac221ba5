"""Refuse a redirect in the place of a page: mkdocs-redirects would write over it."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import Files


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Look for pages at the old addresses.

    Raises:
        ConfigurationError: A redirect begins at a page.
    """
    for old in config.plugins["redirects"].config["redirect_maps"]:
        if files.get_file_from_path(old):
            raise ConfigurationError(
                f"mkdocs.yml: redirect_maps: {old} is a page: remove it, or this "
                "redirect."
            )
    return files
