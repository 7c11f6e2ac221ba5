"""Table of the published versions."""

from pathlib import Path

from docs._engine.publish.versions import is_version, load_versions, sort_key

HEADER = "Version", "Also", "Keras", "Commit", "Tested", "Pages"


def render_table(folder: Path) -> str:
    """Return a line for each version, those that versions.json does not list last."""
    rows = [HEADER]
    names = []
    for version in load_versions(folder):
        names.append(version.name)
        keras, commit, date = (
            version.properties.get(key, "?") for key in ("keras", "commit", "date")
        )
        also = ", ".join(version.aliases)
        pages = _count_pages(folder / version.name)
        rows.append((version.name, also, keras, commit[:8], date, pages))
    folders = {each.name for each in folder.iterdir() if is_version(each.name)}
    for name in sorted(folders - {*names}, key=sort_key, reverse=True):
        rows.append((name, "retired", "", "", "", _count_pages(folder / name)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _count_pages(folder: Path) -> str:
    return str(len(list(folder.rglob("index.html"))))
