"""Published files: which files of docs/ the site may publish, pages and pictures.

MkDocs publishes whatever lies there. What is neither a page nor a picture may hold a
program that a reader runs, and that no test has run.
"""

from pathlib import PurePath

PICTURES = {".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
MARKDOWN = {".markdown", ".mdown", ".mkdn", ".mkd"}
"""Endings that MkDocs takes for pages, apart from .md."""


def file_problem(file: PurePath) -> str | None:
    """Return why the site must not publish a file, relative to docs/, or None."""
    if file.name.startswith("_"):
        return "rename it: the name of a page must not begin with an underscore."
    if file.name == "README.md":
        return "rename it to index.md, the name of the first page of a folder."
    if file.suffix == ".md" or file.suffix.lower() in PICTURES:
        return None
    if file.suffix.lower() in MARKDOWN:
        name = file.with_suffix(".md").name
        return f"rename it to {name}, because tests run only pages that end in .md."
    if file.suffix in (".py", ".ipynb") and "notebooks" in file.parts:
        is_notebook = file.parent == PurePath("notebooks") and file.suffix == ".py"
        message = "move it: a notebook is docs/notebooks/name.py, in percent format."
        return None if is_notebook else message
    return (
        "it would be published, although no test runs it. If it is a program, put it "
        "into snippets/, and include it on a page."
    )
