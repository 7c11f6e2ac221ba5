"""The Markdown extensions of the site, as mkdocs.yml configures them."""

from pathlib import Path

from markdown import Markdown
from mkdocs.config import Config
from mkdocs.config import config_options as option
from mkdocs.utils.yaml import get_yaml_loader, yaml_load


class _MarkdownSettings(Config):
    """What of mkdocs.yml decides how a page is read: neither theme nor plugins."""

    docs_dir = option.Type(str, default="docs")
    markdown_extensions = option.MarkdownExtensions(
        builtins=["toc", "tables", "fenced_code"], configkey="mdx_configs"
    )
    mdx_configs = option.Private()


class Site:
    """A site that can read Markdown as its own build does."""

    def __init__(self, mkdocs_yml: Path):
        """Read the configuration.

        Args:
            mkdocs_yml: The path of mkdocs.yml; its folder is the root of the site.

        Raises:
            ValueError: The configuration is missing or does not hold.
        """
        self.root = mkdocs_yml.parent
        settings = _MarkdownSettings(config_file_path=str(mkdocs_yml))
        if not mkdocs_yml.is_file():
            raise ValueError(
                f"{mkdocs_yml}: there is no such file. Run pytest at the root."
            )
        with mkdocs_yml.open("rb") as file:
            settings.load_dict(yaml_load(file, get_yaml_loader(config=settings)))
        errors, _ = settings.validate()
        for key, error in errors:
            raise ValueError(f"{mkdocs_yml}: {key}: {error}")
        self.docs = self.root / settings.docs_dir
        self._settings = settings

    def markdown(self) -> Markdown:
        """Return a converter like the one that renders the pages."""
        return Markdown(
            extensions=self._settings.markdown_extensions,
            extension_configs=self._settings.mdx_configs,
        )
