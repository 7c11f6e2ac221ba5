"""Readers of a page: collector, gate, Markdown copy, updater, and a browser."""

import re
from collections import Counter
from pathlib import Path

from markdown_it import MarkdownIt
from mkdocs.utils import meta
from playwright.sync_api import Page as Tab
from pymdownx.snippets import SnippetMissingError

from docs._engine.hooks.build_errors import REPORTED
from docs._engine.pages.examples import Example, find_commands, find_examples
from docs._engine.pages.page import PageError
from docs._engine.pages.settings import SiteSettings
from docs._engine.postbuild.markdown_copies import to_markdown
from docs._engine.postbuild.site import ARTICLE
from tests.runner.update_output import ShownOutputs
from tests.site.code_block_oracle import Page, problems
from tests.site.page_pairs import executed_example

FRAME = (
    "<!doctype html><html><head></head><body>"
    '<div class="md-container"><main class="md-main"><div class="md-main__inner">'
    '<div class="md-content"><article class="md-content__inner md-typeset">{}'
    '<footer class="provenance">Built.</footer></article></div></div></main></div>'
    "</body></html>"
)
"""What the theme puts around an article."""
SHOWN = """() => [...document.querySelectorAll("pre:not(.linenos pre)")].filter(pre => {
    for (let at = pre; at; at = at.parentElement) {
        if (at.tagName == "DETAILS") at.open = true;
        if (at.matches(".tabbed-block")) at.style.display = "block";
    }
    const {width, height} = pre.getBoundingClientRect();
    return width && height && pre.checkVisibility({
        opacityProperty: true, visibilityProperty: true
    });
}).map(pre => pre.textContent.trimEnd())"""
"""The texts of the blocks that a reader can see, after opening what is folded."""
Texts = Counter[str]
NEW = "new\n\n  output\n"
"""What the updater writes."""


class DisagreementError(Exception):
    """Two readers read a page differently, and neither says so."""


class Readers:
    """All readers of a site, which read one page after the other."""

    def __init__(self, root: Path, styles: str = "", tab: Tab | None = None):
        """Read pages in the folder of a site, with a browser if there is a tab."""
        self.site = SiteSettings(root / "mkdocs.yml")
        self.file = root / "docs" / "page.md"
        self.markdown = self.site.markdown()
        self.styles = styles
        self.tab = tab

    def read(self, text: str, in_browser: bool) -> str:
        """Let all read a page, and return who refused it, or that nobody did.

        Raises:
            DisagreementError: They read it differently, or a message names no place.
        """
        self.file.write_bytes(text.encode("utf-8", "surrogatepass"))
        lines = self.file.read_text("utf-8-sig").split("\n")
        try:
            examples = find_examples(self.file, self.site)
            commands = find_commands(self.file, self.site)
        except PageError as error:
            for message in str(error).splitlines():
                place = re.match(r"docs/page\.md:([1-9]\d*): ", message)
                if not place or int(place[1]) > len(lines):
                    raise DisagreementError(f"no place in: {error}") from None
            self._render()
            return "collector"
        if not (article := self._render()):
            return "build"
        html = FRAME.replace("{}", article)
        ran = [*map(executed_example, examples)]
        page = Page("docs/page.md", html, text, ran, commands)
        if messages := problems(page):
            for message in messages:
                if not message.startswith("docs/page.md:"):
                    raise DisagreementError(f"no place in: {message}")
            return "gate"
        for example in examples:
            if not re.search("```|~~~", lines[example.line - 1]):
                raise DisagreementError(f"no fence in line {example.line}")
        programs = Counter(example.code.rstrip("\n") for example in examples)
        _compare("program of the copy", programs, _programs_of_copy(html))
        if self.tab and in_browser:
            outputs = [each.output.text for each in examples if each.output]
            others = Counter(text.rstrip() for text in [*outputs, *commands])
            expected = Counter(text.rstrip() for text in programs.elements()) + others
            content = html.replace("</head>", f"<style>{self.styles}</style></head>", 1)
            self.tab.set_content(content, wait_until="commit")
            _compare(
                "block in the browser", expected, Counter(self.tab.evaluate(SHOWN))
            )
        self._update(examples)
        return "nobody"

    def _update(self, examples: list[Example]) -> None:
        """Have the updater write other outputs, and nothing else."""
        outputs = ShownOutputs(self.site.root)
        outputs.remember(self.file.relative_to(self.site.root))
        for example in examples:
            if example.output:
                outputs.replace(example, NEW)
        outputs.write()
        after = find_examples(self.file, self.site)
        if outputs.refusals or len(after) != len(examples):
            raise DisagreementError(f"not updated: {outputs.refusals}")
        for example, other in zip(examples, after, strict=True):
            output = other.output.text if other.output else None
            if (
                output != (NEW if example.output else None)
                or example.code != other.code
            ):
                raise DisagreementError(f"updated to: {other}")

    def _render(self) -> str:
        """Return the HTML as MkDocs makes it; nothing if the build refuses the page."""
        source, _ = meta.get_data(self.file.read_text("utf-8-sig", "strict"))
        try:
            return str(self.markdown.reset().convert(source))
        except (*REPORTED, SnippetMissingError):
            return ""


def _programs_of_copy(html: str) -> Texts:
    """Return the programs of the Markdown copy, read by another parser."""
    article = ARTICLE.search(html)
    copy = to_markdown(article[0] if article else "", "page/index.html", set())
    tokens = MarkdownIt("commonmark").enable("table").parse(copy)
    fences = (token for token in tokens if token.type == "fence")
    return Counter(
        each.content.rstrip("\n") for each in fences if each.info == "python"
    )


def _compare(what: str, one: Texts, other: Texts) -> None:
    lines = [
        *(f"- {text}" for text in (one - other).elements()),
        *(f"+ {text}" for text in (other - one).elements()),
    ]
    if lines:
        raise DisagreementError("\n".join([f"another {what}:", *lines]))
