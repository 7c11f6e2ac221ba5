"""Copy of this site with as many pages as wanted, with or without our engine."""

import random
import re
import shutil
from itertools import count, islice
from pathlib import Path

from docs._engine.core.keras import ENVIRONMENTS
from docs._engine.core.paths import DOCS, ROOT, find_pages
from docs._engine.pages.checks import CHECK_PAGES
from tests.support.scratch_site import write_settings

UNIQUE = f"{CHECK_PAGES}/*.md", "reference/glossary.md", "reference/compatibility.md"
"""Patterns of pages that a site has once, however large it is; each counts as one."""


def write_site_copy(
    folder: Path, pages: int | None = None, engine: bool = True
) -> None:
    """Write a site that consists of this site's pages.

    Args:
        folder: An empty folder.
        pages: How many pages. If there are not enough, it has copies of them, each set
            in a folder of its own. None is the site as it is.
        engine: Whether it has our extensions and hooks. Without them, what only they
            understand stays as text.
    """
    write_settings(folder)
    settings = folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    if not engine:
        text = re.sub(r"(?m)^hooks:\n(  .*\n)+", "", text)
        text = re.sub(r"  - docs\._engine\..*\n", "", text)
    ignored = shutil.ignore_patterns("__pycache__")
    for source in *DOCS.glob("_*"), ROOT / "snippets", ROOT / "tests" / "checks":
        target = folder / source.relative_to(ROOT)
        shutil.copytree(source, target, ignore=ignored, dirs_exist_ok=True)
    (folder / ENVIRONMENTS).parent.mkdir()
    shutil.copy(ROOT / ENVIRONMENTS, folder / ENVIRONMENTS)
    unique = sorted({page for pattern in UNIQUE for page in DOCS.glob(pattern)})
    others = [page for page in find_pages() if page not in unique]
    # A part of them is then like the whole.
    random.Random(0).shuffle(others)  # noqa: S311
    number = len(others) if pages is None else pages - len(UNIQUE)
    copies = ((n, page) for n in count() for page in others)
    targets = {page.relative_to(DOCS).as_posix(): page for page in unique}
    for n, page in islice(copies, number):
        path = page.relative_to(DOCS).as_posix()
        targets[f"copy{n}/{path}" if n else path] = page
    nav = "".join(f"  - {target}\n" for target in targets)
    settings.write_text(f"{text}\nnav:\n{nav}", "utf-8")
    for path, page in targets.items():
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, folder / "docs" / path)
