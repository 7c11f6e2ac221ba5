"""What makes builds fast does not change the site."""

import json
import shutil
from pathlib import Path

from tests.support.scratch_site import build_site, write_scratch_site
from tests.support.site_copy import write_site_copy

HOOK = "  - docs/_engine/hooks/search_index.py\n"


def test_templates_are_compiled_once(tmp_path: Path):
    """A damaged cache of them does no harm, and a changed template shows at once."""
    write_scratch_site(tmp_path, {"docs/index.md": "# Page\n"})
    shutil.rmtree(tmp_path / ".cache", ignore_errors=True)

    def render() -> str:
        build = build_site(tmp_path, tmp_path / "site")
        assert build.exit_code == 0, build.log
        return (build.folder / "index.html").read_text("utf-8")

    page = render()
    files = [*tmp_path.glob(".cache/templates-*/*")]
    assert len(files) > 20
    written = {file: file.stat().st_mtime_ns for file in files}
    assert render() == page
    assert {file: file.stat().st_mtime_ns for file in files} == written
    for file in files:
        file.write_bytes(b"")
    assert render() == page
    assert all(file.stat().st_size for file in files)
    with (tmp_path / "docs/_theme/main.html").open("a", encoding="utf-8") as file:
        file.write("\n{% block footer %}changed{% endblock %}\n")
    assert "changed" not in page
    assert "changed" in render()


def test_search_index_is_the_same_without_the_hook(tmp_path: Path):
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
