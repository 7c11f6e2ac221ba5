"""Templates are compiled once, and a damaged cache of them does no harm."""

import shutil
from pathlib import Path

from tests.support.scratch_site import build_site, write_scratch_site


def built(root: Path) -> str:
    """Build the site; return its page."""
    build = build_site(root, root / "site")
    assert build.exit_code == 0, build.log
    return (build.folder / "index.html").read_text("utf-8")


def test_second_build_compiles_no_template(tmp_path: Path):
    """What the first build has compiled stays as it is; what is damaged does not."""
    write_scratch_site(tmp_path)
    shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
    (tmp_path / "docs" / "index.md").write_text("# Page\n", "utf-8")
    page = built(tmp_path)
    files = [*tmp_path.glob(".cache/templates-*/*")]
    assert len(files) > 20
    written = {file: file.stat().st_mtime_ns for file in files}
    assert built(tmp_path) == page
    assert {file: file.stat().st_mtime_ns for file in files} == written
    for file in files:
        file.write_bytes(b"")
    assert built(tmp_path) == page
    assert all(file.stat().st_size for file in files)


def test_changed_template_is_compiled_again(tmp_path: Path):
    """A build shows it at once."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "index.md").write_text("# Page\n", "utf-8")
    page = built(tmp_path)
    template = tmp_path / "docs" / "_theme" / "main.html"
    with template.open("a", encoding="utf-8") as file:
        file.write("\n{% block footer %}changed{% endblock %}\n")
    assert "changed" not in page
    assert "changed" in built(tmp_path)
