"""The search index is the one that the theme would make, in less time."""

import json
from pathlib import Path

from tests.support.scratch_site import build_site
from tests.support.site_copy import write_site_copy

HOOK = "  - docs/_engine/hooks/speed.py\n"


def test_index_is_the_same_without_the_hook(tmp_path: Path):
    """What the hook leaves out, the theme's plugin does not read, either."""
    write_site_copy(tmp_path, 8)
    settings = tmp_path / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert HOOK in text
    entries = []
    for each in text, text.replace(HOOK, ""):
        settings.write_text(each, "utf-8")
        build_site(tmp_path, tmp_path / "site")
        index = tmp_path / "site" / "search" / "search_index.json"
        entries.append(json.loads(index.read_bytes())["docs"])
    assert len(entries[0]) > 50
    assert entries[0] == entries[1]
