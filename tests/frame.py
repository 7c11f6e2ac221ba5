"""A site for a test: this site's settings, and no page."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def write_frame(root: Path) -> None:
    """Write mkdocs.yml without its navigation, and the folders it needs, empty."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    start, end = text.index("nav:"), text.index("theme:")
    (root / "mkdocs.yml").write_text(text[:start] + text[end:], "utf-8")
    (root / "docs" / "notebooks").mkdir(parents=True)
    (root / "snippets").mkdir()
