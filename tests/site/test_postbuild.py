"""Steps over the finished HTML run in their order; hooks run in any."""

import re
from pathlib import Path

import pytest

from docs._engine.postbuild.offline_search import add_offline_search
from docs._engine.postbuild.site import FinishedSite, PostbuildError
from docs._engine.postbuild.steps import STEPS, run_steps
from tests.support.scratch_site import build_site, write_scratch_site

PAGE = """\
# Page

It is so.[✓](check:one_is_one) Formula $x^2$.

```python
print(1)
```
"""
CHECK = 'def test_one_is_one():\n    """One is one."""\n    assert 1 == 1\n'
CHECKS = "# Checks: ones\n\n[checks of ones]\n"
NOTEBOOK = "# %% [markdown]\n# # Notebook\n\n# %%\nprint(1)\n"


def write_site(root: Path, reverse_hooks: bool) -> None:
    """Write a small site, with its hooks in one order or the other."""
    write_scratch_site(root)
    files = {
        "docs/index.md": PAGE,
        "docs/reference/checks/ones.md": CHECKS,
        "docs/notebooks/page.py": NOTEBOOK,
        "tests/checks/test_ones.py": CHECK,
        "CITATION.cff": "title: Guide\nversion: 1\nauthors: [{name: We}]\n"
        "date-released: 2026-01-01\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    start = text.index("hooks:\n") + len("hooks:\n")
    (hooks,) = re.findall(r"\A(?:  - .*\n)+", text[start:])
    lines = sorted(hooks.splitlines(), reverse=reverse_hooks)
    assert len(lines) > 5
    changed = "\n".join(lines) + "\n" + text[start + len(hooks) :]
    settings.write_text(text[:start] + changed, "utf-8")


@pytest.mark.parametrize("offline", ["false", "true"])
def test_order_of_hooks_does_not_matter(tmp_path: Path, monkeypatch, offline: str):
    """The built files are the same to the byte, also those of an offline copy."""
    monkeypatch.setenv("OFFLINE", offline)
    sites = []
    for reverse in False, True:
        # At one path, which is the same in both.
        root = tmp_path / "site"
        root.mkdir()
        write_site(root, reverse)
        build = build_site(root, root / "built")
        assert build.exit_code == 0, build.log
        files = sorted(file for file in build.folder.rglob("*") if file.is_file())
        sites.append(
            {
                file.relative_to(build.folder).as_posix(): file.read_bytes()
                for file in files
            }
        )
        root.rename(tmp_path / f"done-{reverse}")
    gz = "sitemap.xml.gz"
    assert {**sites[0], gz: b""} == {**sites[1], gz: b""}
    if offline == "true":
        worker = sites[0]["search/worker.js"].decode()
        assert "lunr.TokenSet.prototype.toString" in worker
        assert b"unpkg.com" not in sites[0]["index.html"]
        assert b'<script src="search/worker.js">' in sites[0]["index.html"]


def test_offline_search_refuses_a_worker_without_the_patch(tmp_path: Path):
    """It takes over what bundle_assets has patched."""
    worker = tmp_path / "assets" / "javascripts" / "workers" / "search.x.min.js"
    worker.parent.mkdir(parents=True)
    worker.write_text("lunr", "utf-8")
    finished = FinishedSite(tmp_path, "Guide", is_offline=True)
    with pytest.raises(PostbuildError, match="bundle_assets has to run before"):
        add_offline_search(finished)


def test_no_step_runs_after_the_policy(monkeypatch):
    """It allows scripts by digests of what they are then."""
    order = [step.__name__ for step in STEPS]
    assert order[-1] == "add_content_security_policy"
    assert order.index("bundle_assets") < order.index("add_offline_search")
    ran = []
    steps = [lambda site, name=name: ran.append(name) for name in order]
    monkeypatch.setattr("docs._engine.postbuild.steps.STEPS", steps)
    run_steps(FinishedSite(Path(), "Guide"))
    assert ran == order
