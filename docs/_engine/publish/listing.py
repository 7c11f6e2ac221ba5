"""What is published, in a table."""

from pathlib import Path

from docs._engine.publish import versions
from docs._engine.publish.summary import summary
from docs._engine.publish.tree import Tree
from docs._engine.publish.verify import is_retired

HEAD = "Version", "Also", "Keras", "Commit", "Tested", "Pages", "Redirects", "MB"


def table(tree: Tree, kept: Path | None = None) -> str:
    """Return a line for each version, retired ones last."""
    rows = [HEAD]
    folders = tree.folders()
    listed = versions.published(tree)
    for version in listed:
        if version.name not in folders:
            rows.append((version.name, *["missing"] * (len(HEAD) - 1)))
            continue
        seen = summary(tree, version.name, folders[version.name], kept)
        known = version.properties
        rows.append(
            (
                version.name,
                ", ".join(version.aliases),
                known.get("keras") or ", ".join(seen.keras),
                known.get("commit", "?")[:8],
                known.get("date", "?"),
                str(len(seen.pages)),
                str(len(seen.redirects)),
                f"{seen.size / 1e6:.1f}",
            )
        )
    names = {version.name for version in listed}
    others = [name for name in folders if versions.is_version(name)]
    for name in sorted({*others} - names, key=versions.order, reverse=True):
        seen = summary(tree, name, folders[name], kept)
        state = "retired" if is_retired(seen) else "not listed"
        size = f"{seen.size / 1e6:.1f}"
        counts = str(len(seen.pages)), str(len(seen.redirects))
        rows.append((name, state, "", "", "", *counts, size))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            f"{text:{width}}" for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )
