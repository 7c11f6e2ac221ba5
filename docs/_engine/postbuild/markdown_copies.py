"""Publish a Markdown copy of every page, and `llms.txt`, which lists the copies.

A copy is made from the HTML, so it holds what readers see: includes expanded, numbers
filled in, outputs as they were printed. Formulas are TeX again, and figures are the
tables of their numbers.
"""

import functools
import re
from html import unescape
from importlib.metadata import version
from posixpath import dirname, relpath

import bs4
from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from docs._engine.core.cache import cached, source_bytes
from docs._engine.core.html import attribute, classes, select_one
from docs._engine.core.keras import keras_version
from docs._engine.markdown.notebooks import code_fence
from docs._engine.pages.citation import article_title
from docs._engine.postbuild.navigation import load_navigation
from docs._engine.postbuild.site import FinishedSite, find_description, resolve_link

CODE = source_bytes(__file__)
PROGRAMS: list[str | bytes] = [CODE, version("markdownify"), bs4.__version__]
LEFT_OUT = (
    ".headerlink, .md-content__button, .provenance, .footnote-backref, .controls, "
    ".key, button, input, script, style, svg:not([aria-label]), wbr"
)
"""What shows where one can go or change something, or repeats what the table says."""
SPECIAL = re.compile(r"([\\`*\[\]<]|(?<!\w)_|_(?!\w))")
"""Characters that Markdown would not show as they are; `l1_l2` it does."""
OPENING = re.compile(r"^(\d+(?=[.)] )|(?=[#+-]+ ))")
"""The place of a backslash in what would begin a list or a heading."""


def write_markdown_copies(site: FinishedSite) -> None:
    """Write the copies and their list."""
    articles = {path: (html, article) for path, html, article in site.articles()}
    for path, (_, article) in articles.items():
        sources = [*PROGRAMS, path, article, *articles]
        render = functools.partial(to_markdown, article, path, {*articles})
        text = cached("markdown", sources, render)
        (site.folder / copy_path(path)).write_text(text, "utf-8")
    lines = [
        f"# {site.name}",
        "",
        f"> {site.description}",
        "",
        f"This is the guide for Keras {keras_version()}. Every block of Python is a "
        "whole program, and the text block under it is what it prints. A ✓ links to "
        "the test that holds the statement before it.",
    ]
    section = None
    for entry in load_navigation(site):
        if entry.path not in articles:
            continue  # A link to another site, or to a file.
        html, article = articles[entry.path]
        part = (*entry.sections, entry.title)[0]
        if part != section:
            section = part
            lines += ["", f"## {section}", ""]
        description = unescape(find_description(html))
        about = "" if description == site.description else f": {description}"
        link = site.address + copy_path(entry.path)
        lines.append(f"- [{article_title(article, entry.title)}]({link}){about}")
    (site.folder / "llms.txt").write_text("\n".join(lines) + "\n", "utf-8")


def copy_path(path: str) -> str:
    """Return the path of the copy of an HTML file, which is beside it."""
    return path.removesuffix(".html") + ".md"


def to_markdown(article: str, path: str, pages: set[str]) -> str:
    """Return the article of a page as common Markdown, with links to other copies."""
    soup = BeautifulSoup(article, "html.parser")
    for element in soup.select(LEFT_OUT):
        element.decompose()
    _rewrite_formulas(soup)
    _rewrite_figures(soup)
    _rewrite_boxes(soup)
    _rewrite_statements(soup)
    _rewrite_links(soup, path, pages)
    if soup.article and soup.h1:
        # The first page shows a figure above it.
        soup.article.insert(0, soup.h1.extract())
    soup.smooth()
    return _Converter().convert_soup(soup).strip() + "\n"


def _rewrite_formulas(soup: BeautifulSoup) -> None:
    """Put the TeX of each formula in the place of its HTML."""
    for formula in soup.select(".arithmatex"):
        katex = select_one(formula, ".katex")
        source = select_one(katex, "annotation").get_text().strip()
        tex = soup.new_tag("tex", string=source)
        display = katex.find_parent(class_="katex-display")
        if display:
            tex["display"] = "block"
        (display or katex).replace_with(tex)


def _rewrite_figures(soup: BeautifulSoup) -> None:
    """Put what a figure shows, and its numbers, in the place of the drawing."""
    for figure in soup.find_all("figure"):
        drawing = select_one(figure, "[role=img][aria-label]")
        label = attribute(drawing, "aria-label")
        caption = figure.figcaption.get_text() if figure.figcaption else ""
        line = soup.new_tag("p")
        line.append(soup.new_tag("em", string=f"Figure: {caption or label}"))
        if caption:
            line.append(f" {label}")
        if figure.table:
            figure.insert_after(figure.table)
        figure.replace_with(line)


def _rewrite_boxes(soup: BeautifulSoup) -> None:
    """Put titles of tabs, boxes and definitions above the texts; drop line numbers."""
    for tabs in soup.select(".tabbed-set"):
        labels = select_one(tabs, ".tabbed-labels").extract().find_all("label")
        blocks = tabs.select(":scope > .tabbed-content > .tabbed-block")
        for label, block in zip(labels, blocks, strict=True):
            label.name = "dt"
            block.insert_before(label)
    for title in soup.select(".admonition-title, summary, dt"):
        title.name = "p"
        strong = title.wrap(soup.new_tag("p"))
        title.name = "strong"
        strong.attrs = {}
    for element in soup.select("dl, dd, details"):
        element.name = "div"
    for table in soup.select(".highlighttable"):
        table.replace_with(select_one(table, ".code pre"))


def _rewrite_statements(soup: BeautifulSoup) -> None:
    """Name each check, and set marks apart from the words before them."""
    for proof in soup.select(".proof"):
        statement = select_one(proof, ".statement")
        name = soup.new_tag("code", string=attribute(proof, "id"))
        statement.insert(0, name, ": ")
    for mark in soup.select("a.check, .about .needs"):
        mark.insert_before(" " if mark.name == "a" else "; ")


def _rewrite_links(soup: BeautifulSoup, path: str, pages: set[str]) -> None:
    """Let links to pages lead to their copies. Explained terms become plain words."""
    for link in soup.find_all("a"):
        del link["title"]
        href, mark, anchor = attribute(link, "href").partition("#")
        if "term" in classes(link) or not link.get("href"):
            link.unwrap()
        # Only the page of a check has the place of each.
        elif "check" in classes(link) or link.find_parent(class_="statements"):
            continue
        elif href and ":" not in href and (target := resolve_link(path, href)) in pages:
            relative = relpath(copy_path(target), dirname(path) or ".")
            link["href"] = f"{relative}{mark}{anchor}"


class _Converter(MarkdownConverter):
    """HTML to Markdown; formulas are TeX, and code is as it is on the page."""

    class Options:
        heading_style = ATX
        bullets = "-"

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return OPENING.sub(r"\1\\", SPECIAL.sub(r"\\\1", text))

    def convert_tex(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        tex = element.get_text()
        return f"\n\n$$\n{tex}\n$$\n\n" if element.get("display") else f"${tex}$"

    def convert_pre(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        holder = element.find_parent(class_=re.compile("^language-")) or element
        name = re.search(r"\blanguage-(\S+)", attribute(holder, "class"))
        language = name[1] if name else ""
        return f"\n\n{code_fence(language, element.get_text())}\n\n"

    def convert_td(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        cell = re.sub(r"(?<!\\)\|", r"\\|", text)
        return super().convert_td(  # type: ignore[misc]  # Its stub lacks it.
            element, cell, parent_tags
        )

    convert_th = convert_td

    def convert_br(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        return " "
