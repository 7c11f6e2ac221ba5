"""Wrong settings stop pytest with one line that names the setting."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pytest_project import pytest_settings

FENCES = "  - pymdownx.superfences\n"
HOLDS = f"site_name: x\nmarkdown_extensions:\n{FENCES}"

# mkdocs.yml, the time limit, and the line that pytest must say.
ROWS = {
    "missing": (None, "15", "mkdocs.yml: there is no such file in {root}. Run pytest"),
    "no-yaml": (
        "site_name: x\nnav: [index.md\n",
        "15",
        "mkdocs.yml:3: correct this: expected ',' or ']', but got '<stream end>'",
    ),
    "unknown-extension": (
        HOLDS + "  - nonsense\n",
        "15",
        "mkdocs.yml: markdown_extensions: Failed to load extension 'nonsense'. "
        "ModuleNotFoundError: No module named 'nonsense'",
    ),
    "unknown-option": (
        HOLDS + "  - pymdownx.snippets: {base: x}\n",
        "15",
        "mkdocs.yml: markdown_extensions: Failed to load extension "
        "'pymdownx.snippets'. KeyError: 'base'",
    ),
    "no-superfences": (
        "site_name: x\n",
        "15",
        "mkdocs.yml: markdown_extensions: add pymdownx.superfences, which finds",
    ),
    "no-snippets": (
        HOLDS + "  - pymdownx.snippets: {base_path: nowhere}\n",
        "15",
        "mkdocs.yml: pymdownx.snippets: base_path: there is no {root}/nowhere.",
    ),
    "no-docs": (
        HOLDS + "docs_dir: nowhere\n",
        "15",
        "mkdocs.yml: docs_dir: The path '{root}/nowhere' isn't an existing directory.",
    ),
    "page-twice": (
        HOLDS + "nav: [index.md, {More: [l1.md, {L1: l1.md}]}]\n",
        "15",
        "mkdocs.yml: nav: l1.md is named twice.",
    ),
    **{
        f"time-limit-{text}": (
            HOLDS,
            text,
            f'pyproject.toml: example_time_limit: write seconds, as in "120": {text}',
        )
        for text in ("soon", "0", "0.0", "-1", "inf", "1e9", "")
    },
}

# One process for all: most of the time goes into imports.
RUN = """
import os, sys
import pytest
for folder in sys.argv[1:]:
    os.chdir(folder)
    print("begin", os.path.basename(folder), flush=True)
    code = pytest.main(["docs", "-p", "no:cacheprovider", "--collect-only"])
    print("exit code", int(code))
    sys.stdout.flush()
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, tuple[Path, str]]:
    """The folder of each row, and what pytest says in it."""
    folders = {}
    for name, (mkdocs_yml, time_limit, _) in ROWS.items():
        root = folders[name] = tmp_path_factory.mktemp(name) / name
        (root / "docs").mkdir(parents=True)
        (root / "docs" / "page.md").write_text("```python\nx = 1\n```\n", "utf-8")
        (root / "pyproject.toml").write_text(pytest_settings(time_limit), "utf-8")
        if mkdocs_yml is not None:
            (root / "mkdocs.yml").write_text(mkdocs_yml, "utf-8")
    result = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, folders.values())],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    parts = dict(part.split("\n", 1) for part in result.stdout.split("begin ")[1:])
    assert parts.keys() == ROWS.keys(), result.stdout
    return {name: (folder, parts[name]) for name, folder in folders.items()}


@pytest.mark.parametrize("name", ROWS)
def test_wrong_setting_stops_the_run(name: str, reports: dict):
    """The exit code is that of wrong usage, and the one line says what is wrong."""
    root, report = reports[name]
    line = ROWS[name][2].replace("{root}", str(root))
    assert f"ERROR: {line}" in report
    assert report.count("ERROR") == 1
    assert "Traceback" not in report
    assert "INTERNALERROR" not in report
    assert f"exit code {int(pytest.ExitCode.USAGE_ERROR)}\n" in report
