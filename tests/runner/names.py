"""Names of examples in pytest, which stay when the lines of a page move."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from docs._engine.pages.examples import Example, find_examples
from docs._engine.pages.page import PageError
from docs._engine.pages.settings import SiteSettings

_HEADING = re.compile(r"#{1,6} +(.*?)(?: *\{.*\})?")
_ARGUMENT = re.compile(r"(?P<page>.+\.(md|py)):(?P<line>\d+)")


def example_names(
    examples: Sequence[Example], source: Sequence[str], root: Path
) -> list[str]:
    """Return the name of each example of a page, as in `pytest docs/page.md::NAME`.

    It is the snippet that the example includes, or the heading that it is under. The
    second of the same name ends with -2.

    Args:
        examples: All examples of the page.
        source: The lines of the page.
        root: Root of the site.
    """
    counts: Counter[str] = Counter()
    names = []
    for example in examples:
        if example.snippet:
            name = example.snippet.relative_to(root / "snippets").as_posix()
        else:
            above = source[: example.line - 1][::-1]
            if example.page.suffix == ".py":  # Its text is in comments.
                above = [line[2:] for line in above]
            headings = (_HEADING.fullmatch(line) for line in above)
            title = next((match[1] for match in headings if match), "")
            name = slugify(title, "-") or "example"
        counts[name] += 1
        names.append(name if counts[name] == 1 else f"{name}-{counts[name]}")
    return names


def resolve_line(argument: str, site: SiteSettings, root: Path) -> str:
    """Return the argument of pytest that an example has, from one with a line of it.

    Args:
        argument: What was typed, such as docs/l1/index.md:58; any other is returned.
        site: The settings of the site.
        root: Its root.

    Raises:
        pytest.UsageError: No example is there.
    """
    match = _ARGUMENT.fullmatch(argument)
    if not match or not (path := Path(match["page"]).resolve()).is_file():
        return argument
    try:
        examples = find_examples(path, site)
    except PageError as error:
        raise pytest.UsageError(str(error)) from None
    source = path.read_text("utf-8-sig").splitlines()
    line = int(match["line"])
    for name, example in zip(
        example_names(examples, source, root), examples, strict=True
    ):
        if example.line <= line <= example.last_line:
            return f"{match['page']}::{name}"
    places = ", ".join(f"{each.line} to {each.last_line}" for each in examples)
    raise pytest.UsageError(
        f"{argument}: no example is on this line. Examples are on lines {places}."
        if examples
        else f"{argument}: this page has no examples."
    )
