"""For programs that read: `llms.txt`, and each page as plain Markdown beside it.

A copy has the page's includes expanded, its numbers filled in, and its figures as
tables. What only this site's own extensions understand is written in common Markdown.
"""

import functools
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import PurePosixPath
from posixpath import normpath

from bs4 import BeautifulSoup
from jinja2 import Environment
from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url, write_file

from docs._engine.core.paths import ROOT
from docs._engine.core.results import lookup
from docs._engine.markdown import arguments, checks, figures, measurements, requirements
from docs._engine.pages.checks import CITATION, Check, checks_by_name, checks_by_topic

FENCE = re.compile(r" *(`{3,}|~{3,})(.*)")
BLOCK = re.compile(r'(?:===|!!!|\?\?\?)\+? *(?:[\w -]+)?"(.+)"$')
FIGURE = re.compile(r'!\[(.*)\]\(figure:(\w+) "(.*)"\)$')
DRAWN = re.compile(r'<div id="figure-(\d+)"></div>$')
# What says how something looks, or gives it an address.
LEFT_OUT = re.compile(r' ?\{:? ?[.#][^{}]*\}|<span id="[^"]*"></span>|<!--.*?-->')
MEANING = ":   "
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"((`+)(?!`).+?(?<!`)\2(?!`))")

COPIES: dict[str, str] = {}
"""The text of each copy, by its address, while a site is built."""
NAVIGATION: list[Navigation] = []


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Begin anew, and keep the order of the pages."""
    COPIES.clear()
    NAVIGATION[:] = [nav]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Make the copies. All pages have been read, and the notebooks have run."""
    expand = Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    ).preprocessors["snippet"]
    cited = checks_by_name(ROOT)
    for file in files.documentation_pages():
        page = file.page
        lines = expand.run((page.markdown or "").split("\n"))
        text = "\n".join(_Copy(page, files, cited).converted(lines))
        COPIES[address(page)] = text.strip() + "\n"


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation):
    """Let a page name its copy, which lies beside it."""
    context["markdown_copy"] = PurePosixPath(address(page)).name


def on_post_build(config: MkDocsConfig) -> None:
    """Write the copies and their list."""
    for name, text in COPIES.items():
        write_file(text.encode(), f"{config.site_dir}/{name}")
    write_file(_list(config).encode(), f"{config.site_dir}/llms.txt")


def address(page: Page) -> str:
    """Return the address of a page's copy, relative to the root of the site."""
    return PurePosixPath(page.file.dest_uri).with_suffix(".md").as_posix()


def _list(config: MkDocsConfig) -> str:
    lines = [
        f"# {config.site_name}",
        "",
        f"> {config.site_description}",
        "",
        f"This is the guide for Keras {version('keras')}. Every block of Python is a "
        "whole program, and the text block under it is what it prints. A ✓ links to "
        "the test that holds the statement before it.",
    ]
    for item in NAVIGATION[0].items:
        lines += ["", f"## {item.title}", ""]
        for page in _pages(item):
            link = (config.extra["address"] or "") + address(page)
            about = page.meta.get("description")
            lines.append(
                f"- [{_title(page)}]({link})" + (f": {about}" if about else "")
            )
    return "\n".join(lines) + "\n"


def _pages(item: Page | Section | Link) -> Iterator[Page]:
    """Yield the pages of a part of the navigation, in sections of sections, too."""
    if isinstance(item, Page):
        yield item
    for each in item.children or []:
        yield from _pages(each)


def _title(page: Page) -> str:
    """Return the title that stands on the page; a menu may have a shorter one."""
    heading = re.search(r"^# (.+)$", COPIES[address(page)], re.MULTILINE)
    return heading[1] if heading else page.title


class _Copy:
    """One page on its way to common Markdown."""

    def __init__(self, page: Page, files: Files, cited: dict[str, Check]):
        self.page, self.files, self.cited = page, files, cited

    def converted(self, lines: list[str]) -> list[str]:
        """Return lines without what only this site understands."""
        result, at = [], 0
        while at < len(lines):
            line = lines[at]
            if fence := FENCE.match(line):
                end = self._end_of_fence(lines, at, fence[1])
                language = re.match(r"[ {.]*([\w+-]*)", fence[2])[1]
                inside = "\n".join(lines[at + 1 : end]).rstrip("\n")
                result += [fence[1] + language, inside, fence[1]]
                at = end
            elif block := BLOCK.match(line):
                end = at + 1
                while end < len(lines) and (
                    lines[end].startswith("    ") or not lines[end].strip()
                ):
                    end += 1
                inside = [each.removeprefix("    ") for each in lines[at + 1 : end]]
                result += [f"**{block[1]}**", "", *self.converted(inside), ""]
                at = end - 1
            elif lines[at + 1 : at + 2] and lines[at + 1].startswith(MEANING):
                result += [f"**{line}**", ""]
            elif line.strip() or result[-1:] != [""]:
                result += self._line(line.removeprefix(MEANING))
            at += 1
        return result

    def _end_of_fence(self, lines: list[str], start: int, marks: str) -> int:
        closing = re.compile(rf" *{marks}{marks[0]}*\s*$")
        later = range(start + 1, len(lines))
        return next((at for at in later if closing.match(lines[at])), len(lines))

    def _line(self, line: str) -> list[str]:
        if match := FIGURE.match(line):
            return self._figure(*match.groups())
        if match := DRAWN.match(line):
            drawn = BeautifulSoup(self.page.content, "html.parser").select(".plot svg")
            return [f"*Figure: {drawn[int(match[1])]['aria-label']}*"]
        if requirements.MARK.match(line):
            return requirements.render_requirement(line)
        if match := checks.LIST.match(line):
            return [
                f"- {check.statement} (`{check.name}` in `{check.location}`"
                + "".join(f"; {need}" for need in check.requirements)
                + ")"
                for check in checks_by_topic(ROOT)[match[1]]
            ]
        if match := checks.STATEMENTS.match(line):
            return [
                f"- {check.statement}{self._to_check(check)}"
                for check in checks_by_topic(ROOT)[match[1]]
            ]
        if line == arguments.PLACE:
            header = ["Layer", *arguments.COLUMNS]
            rows = [
                [layer, *(", ".join(filter(fits, names)) for fits in _FITS)]
                for layer, names in sorted(lookup("arguments").items())
            ]
            return _table(header, rows)
        parts = CODE.split(line)
        # Of each three parts, the second is code, and the third its backticks.
        parts[::3] = map(self._text, parts[::3])
        del parts[2::3]
        return ["".join(parts)]

    def _text(self, text: str) -> str:
        text = re.sub(CITATION, self._mark, text)
        text = re.sub(
            measurements.REFERENCE,
            lambda each: measurements.format_quantity(lookup(each[1])),
            text,
        )
        return LINK.sub(self._link, LEFT_OUT.sub("", text))

    def _mark(self, match: re.Match) -> str:
        check = self.cited.get(match[1])
        return self._to_check(check) if check else ""

    def _to_check(self, check: Check) -> str:
        page, _, anchor = check.href.removeprefix("/").partition("#")
        file = self.files.get_file_from_path(page)
        return f" [✓]({self._relative(file.url)}#{anchor})" if file else ""

    def _link(self, match: re.Match) -> str:
        target, mark, anchor = match[1].partition("#")
        folder = PurePosixPath(self.page.file.src_uri).parent
        file = self.files.get_file_from_path(normpath(folder / target))
        if not target or file is None:
            return match[0]
        copied = file.page and file.is_documentation_page()
        there = self._relative(address(file.page) if copied else file.url)
        return f"]({there}{mark}{anchor})"

    def _relative(self, url: str) -> str:
        return _relative_url(url, address(self.page))

    def _figure(self, label: str, name: str, caption: str) -> list[str]:
        header, *rows = figures.drawn(name).rows
        return [f"*Figure: {caption}* {label}", "", *_table(header, rows)]


_relative_url = functools.lru_cache(4096)(get_relative_url)
_FITS = list(arguments.COLUMNS.values())


def _table(header, rows) -> list[str]:
    cells = [header, ["---"] * len(header), *rows]
    return [f"| {' | '.join(str(cell) for cell in row)} |" for row in cells]
