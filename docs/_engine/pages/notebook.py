"""Find the examples of a notebook: each code cell must run when pasted alone."""

import ast
import re
from pathlib import Path

from docs._engine.pages.directives import Example
from docs._engine.pages.page import Origin, PageError, read_text, trace_includes
from docs._engine.pages.settings import Site

_BLOCK = re.compile(r"(    |\t)|.*(```|~~~|<pre|8<)")
"""The first line of a block of code, of HTML, or of what is included."""


def find_notebook_examples(path: Path, site: Site) -> list[Example]:
    """Return the code cells of a notebook in percent format.

    Their output is not compared, because the build runs them and shows what they
    print. So no text cell may hold a block, which a reader would take for an output.

    Raises:
        PageError: The file is no UTF-8 text, one of its code cells no Python, or one
            of its Markdown cells holds a block of code or an include that is not there.
    """
    import jupytext  # Only who collects notebooks pays for it.
    from jupytext.magics import is_magic

    name = site.name(path)
    text = read_text(path, name)
    source = text.splitlines()
    uncommented = [re.sub("^# ?", "", line) for line in source]
    position = 0
    examples: list[Example] = []
    for cell in jupytext.reads(text, fmt="py:percent").cells:
        lines = cell.source.splitlines()
        if cell.cell_type == "raw" and cell.source.startswith("---"):
            raise PageError(name, 1, "correct this header: it is no valid YAML.")
        if cell.cell_type == "markdown":
            first = _find(lines, uncommented, position)
            _refuse_blocks(lines, first, site, name)
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        magics = [line for line in lines if is_magic(line, "python")]
        if magics and not _is_python(cell.source):
            # jupytext takes it out of its comment.
            numbers = enumerate(source[position:], position + 1)
            number = next(number for number, line in numbers if magics[0] in line)
            raise PageError(
                name, number, f"write this cell as plain Python: {magics[0]}"
            )
        start = _find(lines, source, position)
        position = start + len(lines)
        origins = tuple(Origin(number + 1) for number in range(start, position))
        code = f"{cell.source}\n"
        examples.append(Example(name, start + 1, code, origins, shows_output=False))
    return examples


def _refuse_blocks(lines: list[str], first: int, site: Site, name: Path) -> None:
    markdown = site.markdown()
    trace_includes(markdown, site, name)
    # With as many lines before them as in the notebook, errors name its line.
    rendered = [""] * first + lines
    for step in markdown.preprocessors:
        rendered = step.run(rendered)
    tree = markdown.parser.parseDocument(rendered)
    raw = map(str, markdown.htmlStash.rawHtmlBlocks)
    if tree.find(".//pre") is not None or any("<pre" in html for html in raw):
        near = [number for number, line in enumerate(lines) if _BLOCK.match(line)]
        raise PageError(
            name,
            first + 1 + min(near, default=0),
            "a block in a cell of text would look like an output. Make it a cell of "
            "code, or write it in a sentence.",
        )


def _is_python(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _find(wanted: list[str], lines: list[str], start: int) -> int:
    """Return where some of the lines begin; `start` if they are not there."""
    indexes = range(start, len(lines))
    same = (i for i in indexes if lines[i : i + len(wanted)] == wanted)
    return next(same, start)
