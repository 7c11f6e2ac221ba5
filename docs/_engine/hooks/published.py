"""Published files: the build refuses what is neither a page nor a picture."""

from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from docs._engine.pages.published import file_problem


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Name all files of docs/ that must not be published."""
    problems = [
        f"docs/{file.src_uri}: {problem}"
        for file in files
        if file.src_dir == config.docs_dir and file.inclusion.is_included()
        if (problem := file_problem(PurePath(file.src_uri)))
    ]
    if problems:
        raise PluginError("\n".join(problems))
