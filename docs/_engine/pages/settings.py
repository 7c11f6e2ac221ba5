"""Load the Markdown extensions of the site from mkdocs.yml."""

import os
import re
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from pymdownx.superfences import SuperFencesBlockPreprocessor

NOT_READ = {"hooks": [], "plugins": [], "theme": "mkdocs"}
"""What takes long to load, and does not decide how a page is read."""


class SiteSettings:
    """A site that can read Markdown as its own build does."""

    def __init__(self, mkdocs_yml: Path):
        """Read the configuration, whose folder is the root of the site.

        Raises:
            ConfigurationError: It is missing or not valid; one line says so.
        """
        self.root = mkdocs_yml.parent
        self._settings = _load(mkdocs_yml)
        self.docs = Path(self._settings.docs_dir)
        self.menu = _pages(self._settings.nav)
        """The pages in the order of the navigation."""
        self._check()

    def _check(self) -> None:
        """Refuse settings that MkDocs accepts and that would leave examples out."""
        steps = self.markdown().preprocessors
        if not isinstance(steps["fenced_code_block"], SuperFencesBlockPreprocessor):
            raise ConfigurationError(
                "mkdocs.yml: markdown_extensions: add pymdownx.superfences, which "
                "finds the fences."
            )
        snippets = self._settings.mdx_configs["pymdownx.snippets"]
        for base in snippets["base_path"]:
            if not os.path.exists(base):
                raise ConfigurationError(
                    f"mkdocs.yml: pymdownx.snippets: base_path: there is no {base}."
                )
        for page in self.menu:
            if self.menu.count(page) > 1:
                raise ConfigurationError(f"mkdocs.yml: nav: {page} is named twice.")

    def markdown(self) -> Markdown:
        """Return a converter like the one that renders the pages."""
        return Markdown(
            extensions=self._settings.markdown_extensions,
            extension_configs=self._settings.mdx_configs,
        )

    def name(self, file: Path) -> Path:
        """Return the path of a file as messages show it, relative to the root."""
        return Path(os.path.relpath(file, self.root))

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


def _load(mkdocs_yml: Path) -> MkDocsConfig:
    settings = MkDocsConfig(config_file_path=str(mkdocs_yml))
    if not mkdocs_yml.is_file():
        raise ConfigurationError(
            f"mkdocs.yml: there is no such file in {mkdocs_yml.parent}. Run pytest at "
            "the root of the site."
        )
    try:
        with mkdocs_yml.open("rb") as file:
            settings.load_file(file)
    except ConfigurationError as error:
        cause = error.__context__ or error
        mark = getattr(cause, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        reason = getattr(cause, "problem", None) or str(cause).splitlines()[0]
        raise ConfigurationError(f"mkdocs.yml{line}: correct this: {reason}.") from None
    settings.load_dict(NOT_READ)
    problems, _ = settings.validate()
    for key, problem in problems:
        # Between the first line and the last there is a traceback.
        first, *rest = str(problem).splitlines()
        raise ConfigurationError(f"mkdocs.yml: {key}: {' '.join([first, *rest[-1:]])}")
    resolve_snippet_folders(settings)
    return settings


def resolve_snippet_folders(config: MkDocsConfig) -> None:
    """Let pymdownx.snippets find its folders wherever the program was started."""
    settings = config.mdx_configs.setdefault("pymdownx.snippets", {})
    folders = settings.get("base_path", ".")
    folders = [folders] if isinstance(folders, str) else folders
    root = Path(config.config_file_path).parent
    settings["base_path"] = [str(root / folder) for folder in folders]


def _pages(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    entries = nav.values() if isinstance(nav, dict) else nav or []
    return [page for entry in entries for page in _pages(entry)]
