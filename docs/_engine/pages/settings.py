"""Load the Markdown extensions of the site from mkdocs.yml."""

import os
import re
from pathlib import Path
from typing import Any, cast

from markdown import Markdown
from mkdocs.config import Config
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from pymdownx.snippets import SnippetExtension
from pymdownx.superfences import SuperFencesBlockPreprocessor


class SettingsError(Exception):
    """mkdocs.yml is missing or not valid. The message is one line that names it."""


class _MarkdownSettings(Config):  # type: ignore[no-untyped-call]
    """The part of mkdocs.yml that decides how a page is read: no theme, no plugins."""

    docs_dir = option.Type(str, default="docs")
    nav = option.Optional(option.Nav())
    markdown_extensions = option.MarkdownExtensions(
        builtins=["toc", "tables", "fenced_code"], configkey="mdx_configs"
    )
    mdx_configs = option.Private[dict[str, dict[str, Any]]]()


class Site:
    """A site that can read Markdown as its own build does."""

    def __init__(self, mkdocs_yml: Path):
        """Read the configuration.

        Args:
            mkdocs_yml: The path of mkdocs.yml; its folder is the root of the site.

        Raises:
            SettingsError: The configuration is missing or not valid.
        """
        self.root = mkdocs_yml.parent
        self._settings = _MarkdownSettings(config_file_path=str(mkdocs_yml))
        if not mkdocs_yml.is_file():
            raise SettingsError(
                f"mkdocs.yml: there is no such file in {self.root}. Run pytest at the "
                "root of the site."
            )
        self._load(mkdocs_yml)
        self.docs = self.root / self._settings.docs_dir
        self._check()

    def _load(self, mkdocs_yml: Path) -> None:
        try:
            with mkdocs_yml.open("rb") as file:
                # The loader reads only paths from it.
                config = cast(MkDocsConfig, self._settings)
                values = yaml_load(file, get_yaml_loader(config=config))
            self._settings.load_dict(values)
        except ConfigurationError as error:
            cause = error.__context__ or error
            mark = getattr(cause, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            reason = getattr(cause, "problem", None) or str(cause).splitlines()[0]
            raise SettingsError(f"mkdocs.yml{line}: correct this: {reason}.") from None
        problems, _ = self._settings.validate()
        resolve_snippet_folders(self._settings.mdx_configs or {}, self.root)
        for key, problem in problems:
            # Between the first line and the last there is a traceback.
            first, *rest = str(problem).splitlines()
            raise SettingsError(f"mkdocs.yml: {key}: {' '.join([first, *rest[-1:]])}")

    def _check(self) -> None:
        """Refuse settings that MkDocs accepts and that would leave examples out."""
        if not self.docs.is_dir():
            raise SettingsError(f"mkdocs.yml: docs_dir: no folder {self.docs} exists.")
        markdown = self.markdown()
        fences = markdown.preprocessors["fenced_code_block"]
        if not isinstance(fences, SuperFencesBlockPreprocessor):
            raise SettingsError(
                "mkdocs.yml: markdown_extensions: add pymdownx.superfences, which "
                "finds the fences."
            )
        for extension in markdown.registeredExtensions:
            if isinstance(extension, SnippetExtension):
                paths = extension.getConfig("base_path")
                for base in [paths] if isinstance(paths, str) else paths:
                    if not os.path.exists(base):
                        raise SettingsError(
                            "mkdocs.yml: pymdownx.snippets: base_path: there is no "
                            f"{base}."
                        )
        pages = _pages(self._settings.nav)
        for page in pages:
            if pages.count(page) > 1:
                raise SettingsError(f"mkdocs.yml: nav: {page} is named twice.")

    def markdown(self) -> Markdown:
        """Return a converter like the one that renders the pages."""
        return Markdown(
            extensions=self._settings.markdown_extensions,
            extension_configs=self._settings.mdx_configs,
        )

    def same_address(self, page: Path) -> Path | None:
        """Return another page of the site with the address of this one.

        MkDocs would write one of them over the other without a warning.
        """
        if not page.is_relative_to(self.docs):
            return None
        folder = re.sub(r"(/(index|README))?\.md$", "", page.as_posix())
        names = f"{folder}.md", f"{folder}/index.md", f"{folder}/README.md"
        others = [Path(name) for name in names if Path(name) != page]
        return next((other for other in others if other.is_file()), None)


def resolve_snippet_folders(mdx_configs: dict[str, Any], root: Path) -> None:
    """Make the folders of pymdownx.snippets absolute.

    It would look for them in the folder in which the program was started.

    Args:
        mdx_configs: The settings of the Markdown extensions, which are changed.
        root: The folder of mkdocs.yml.
    """
    settings = mdx_configs.get("pymdownx.snippets")
    if settings and "base_path" in settings:
        folders = settings["base_path"]
        folders = [folders] if isinstance(folders, str) else folders
        settings["base_path"] = [str(root / folder) for folder in folders]


def _pages(nav: object) -> list[str]:
    """Return the pages of a navigation, in order."""
    if isinstance(nav, dict):
        nav = list(nav.values())
    if isinstance(nav, list):
        return [page for entry in nav for page in _pages(entry)]
    return [nav] if isinstance(nav, str) else []
