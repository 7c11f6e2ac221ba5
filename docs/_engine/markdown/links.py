"""Links that extensions make: relative to the page, as an author would write them.

MkDocs and Zensical both turn such links into addresses. What begins with a slash they
treat differently.
"""

from posixpath import dirname, relpath

from markdown import Markdown


def link_to(md: Markdown, target: str) -> str:
    """Return a link from the page that is rendered to a file or anchor in docs/."""
    path, mark, anchor = target.partition("#")
    page = _page_path(md)
    if page is None:
        return target  # Nothing is rendered: a test reads the page.
    return f"{relpath(path, dirname(page) or '.')}{mark}{anchor}"


def _page_path(md: Markdown) -> str | None:
    """Return the path of the page that is rendered, relative to docs/."""
    if "relpath" in md.treeprocessors:
        source: str = vars(md.treeprocessors["relpath"])["file"].src_uri
        return source  # MkDocs, ProperDocs.
    for processor in md.preprocessors:
        if type(processor).__name__ == "ContextPreprocessor":
            path: str = vars(processor)["page"].path  # Zensical.
            return path
    return None
