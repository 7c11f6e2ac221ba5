"""Markdown summary of failures by page: `python -m tests.compatibility.report FILE`.

FILE is the report of a test run (report_plugin.py). The summary is printed and written
beside it, with the ending .md, and the command ends with 1. If nothing failed, there is
no such file.
"""

import json
import sys
from pathlib import Path
from typing import Any

from docs._engine.core.paths import DOCS
from docs._engine.pages.checks import citing_pages
from docs._engine.pages.collection import Item, collect_items


def summarize(
    report: dict[str, Any], items: list[Item], citing: dict[str, dict[str, str]]
) -> str:
    """Return the failures of a report by page, in Markdown.

    A failed check concerns each page that cites it, as `citing_pages` says.
    """
    labels = {(item.file, item.digest): item.label for item in items}
    pages: dict[str, list[str]] = {}
    for file, states in report["results"].items():
        for digest, reason in states.get("failed", {}).items():
            label = labels.get((file, digest), file)
            cited = [f"docs/{page}" for page in citing.get(label, {})]
            for page in cited or [file]:
                pages.setdefault(page, []).append(f"- `{label}`: {reason}")
    if not pages:
        return ""
    lines = [f"# What would break on Keras {report['keras']}", ""]
    for page, failures in sorted(pages.items()):
        lines += [f"## {page}", "", *sorted(failures), ""]
    return "\n".join(lines)


def main() -> None:
    """Run the command."""
    file = Path(sys.argv[1])
    if not file.is_file():
        sys.exit(f"{file}: there is no such file. The run ended before it was written.")
    report = json.loads(file.read_text("utf-8"))
    file.with_suffix(".md").unlink(missing_ok=True)
    if text := summarize(report, collect_items(), citing_pages(DOCS)):
        file.with_suffix(".md").write_text(text, "utf-8")
        print(text)
        sys.exit(1)


if __name__ == "__main__":
    main()
