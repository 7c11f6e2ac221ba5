"""Read the code cells of a notebook as examples: each must run when pasted alone."""

from pathlib import Path

from tests.examples.directives import Example
from tests.examples.page import Origin, PageError


def notebook_examples(path: Path, root: Path) -> list[Example]:
    """Return the code cells of a notebook in percent format.

    Their output is not compared: the page shows what the build has run.

    Raises:
        PageError: A cell cannot be found again in the file.
    """
    import jupytext  # Only who collects notebooks pays for it.

    name = path.relative_to(root) if path.is_relative_to(root) else path
    source = path.read_text(encoding="utf-8").splitlines()
    found, search_from = [], 0
    for cell in jupytext.read(path).cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        code = cell.source.splitlines()
        start = _find(code, source, search_from)
        if start is None:
            message = f"write this cell as plain Python: {code[0]}"
            raise PageError(name, search_from + 1, message)
        origins = tuple(Origin(start + number) for number in range(1, len(code) + 1))
        text = cell.source + "\n"
        found.append(Example(name, start + 1, text, origins, shows_output=False))
        search_from = start + len(code)
    return found


def _find(wanted: list[str], lines: list[str], start: int) -> int | None:
    for index in range(start, len(lines) - len(wanted) + 1):
        if lines[index : index + len(wanted)] == wanted:
            return index
    return None
