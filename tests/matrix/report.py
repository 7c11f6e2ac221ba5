"""Say in Markdown what fails in a cell, by page: `python -m tests.matrix.report FILE`.

It writes that beside the file, with the ending .md, and prints it. It ends with 1 if
anything fails; if nothing does, there is no such file.
"""

import json
import sys
from pathlib import Path

from docs._extensions import checks
from docs._extensions.compatibility import Proof, proofs
from docs._extensions.data import DOCS


def report(cell: dict, known: list[Proof], citing: dict[str, dict]) -> str:
    """Return what fails, in Markdown.

    Args:
        cell: What the cell says of itself (tests/matrix/cell.py).
        known: The examples and checks of this site.
        citing: The pages that cite each check, as `checks.citations` has them.
    """
    labels = {(proof.place, proof.digest): proof.label for proof in known}
    pages: dict[str, list[str]] = {}
    for place, states in cell["results"].items():
        for digest, why in states.get("failed", {}).items():
            label = labels.get((place, digest), place)
            cited = [f"docs/{page}" for page in citing.get(label, {})]
            for page in cited or [place]:
                pages.setdefault(page, []).append(f"- `{label}`: {why}")
    if not pages:
        return ""
    lines = [f"# What would break on Keras {cell['keras']}", ""]
    for page, found in sorted(pages.items()):
        lines += [f"## {page}", "", *sorted(found), ""]
    return "\n".join(lines)


def main() -> None:
    """Write and print the report of a file."""
    file = Path(sys.argv[1])
    if not file.is_file():
        sys.exit(f"{file}: there is no such file. The run ended before it was written.")
    cell = json.loads(file.read_text("utf-8"))
    file.with_suffix(".md").unlink(missing_ok=True)
    if text := report(cell, proofs(), checks.citations(DOCS)):
        file.with_suffix(".md").write_text(text, "utf-8")
        print(text)
        sys.exit(1)


if __name__ == "__main__":
    main()
