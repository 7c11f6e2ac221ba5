"""Find the examples of a notebook: each code cell must run when pasted alone."""

import ast
import re
from pathlib import Path

from docs._engine.pages.directives import Example
from docs._engine.pages.includes import trace_includes
from docs._engine.pages.origins import Origin, PageError
from docs._engine.pages.page import read_text
from docs._engine.pages.settings import Site


def find_notebook_examples(path: Path, site: Site) -> list[Example]:
    """Return the code cells of a notebook in percent format.

    Their output is not compared, because the build runs them and shows what they
    print. So no text cell may hold a block, which a reader would take for an output.

    Args:
        path: The notebook.
        site: The site it belongs to.

    Raises:
        PageError: The file is no UTF-8 text, one of its code cells no Python, or one
            of its Markdown cells holds a block of code or an include that is not there.
    """
    import jupytext  # Only who collects notebooks pays for it.
    from jupytext.magics import is_magic

    name = path.relative_to(site.root) if path.is_relative_to(site.root) else path
    text = read_text(path, name)
    source, search_from = text.splitlines(), 0
    examples: list[Example] = []
    uncommented = [re.sub("^# ?", "", line) for line in source]
    for cell in jupytext.reads(text, fmt="py:percent").cells:
        if cell.cell_type == "raw" and cell.source.startswith("---"):
            raise PageError(name, 1, "correct this header: it is no valid YAML.")
        if cell.cell_type == "markdown":
            first = _find(cell.source.splitlines(), uncommented, search_from) or 0
            _refuse_blocks(cell.source, site, name, first + 1)
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        code = cell.source.splitlines()
        start = _find(code, source, search_from)
        if start is None:
            rest = source[search_from:]
            near = [number for number, line in enumerate(rest) if code[0] in line]
            raise _not_python(name, search_from + min(near, default=0), code[0])
        for number, line in enumerate(code):
            if is_magic(line, "python") and not _is_python(cell.source):
                raise _not_python(name, start + number, line)
        origins = tuple(Origin(start + number) for number in range(1, len(code) + 1))
        text = cell.source + "\n"
        examples.append(Example(name, start + 1, text, origins, shows_output=False))
        search_from = start + len(code)
    return examples


def _refuse_blocks(text: str, site: Site, name: Path, first_line: int) -> None:
    markdown = site.markdown()
    trace_includes(markdown, site.root, name, first_line)
    lines = text.split("\n")
    for step in markdown.preprocessors:
        lines = step.run(lines)
    tree = markdown.parser.parseDocument(lines)
    raw = map(str, markdown.htmlStash.rawHtmlBlocks)
    if tree.find(".//pre") is None and not any("<pre" in html for html in raw):
        return
    starts = re.compile(r"(    |\t)|.*(```|~~~|<pre|8<)")
    lines = text.split("\n")
    near = [number for number, line in enumerate(lines) if starts.match(line)]
    raise PageError(
        name,
        first_line + min(near, default=0),
        "a block in a cell of text would look like an output. Make it a cell of code, "
        "or write it in a sentence.",
    )


def _not_python(name: Path, index: int, line: str) -> PageError:
    return PageError(name, index + 1, f"write this cell as plain Python: {line}")


def _is_python(code: str) -> bool:
    try:
        ast.parse(code)
    except SyntaxError:
        return False
    return True


def _find(wanted: list[str], lines: list[str], start: int) -> int | None:
    for index in range(start, len(lines) - len(wanted) + 1):
        if lines[index : index + len(wanted)] == wanted:
            return index
    return None
