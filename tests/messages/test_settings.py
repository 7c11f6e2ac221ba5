"""Wrong settings stop pytest with one line that names the setting."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pytest_project import (
    pytest_settings,
    run_pytest,
    write_pytest_project,
)

HOLDS = "site_name: x\nmarkdown_extensions:\n  - pymdownx.superfences\n"

# mkdocs.yml, and the line that pytest must say.
SETTINGS = {
    "missing": (None, "mkdocs.yml: there is no such file in {root}. Run pytest"),
    "no-yaml": (
        "site_name: x\nnav: [index.md\n",
        "mkdocs.yml:3: correct this: expected ',' or ']', but got '<stream end>'",
    ),
    "unknown-extension": (
        HOLDS + "  - nonsense\n",
        "mkdocs.yml: markdown_extensions: Failed to load extension 'nonsense'. "
        "ModuleNotFoundError: No module named 'nonsense'",
    ),
    "unknown-option": (
        HOLDS + "  - pymdownx.snippets: {base: x}\n",
        "mkdocs.yml: markdown_extensions: Failed to load extension "
        "'pymdownx.snippets'. KeyError: 'base'",
    ),
    "no-superfences": (
        "site_name: x\n",
        "mkdocs.yml: markdown_extensions: add pymdownx.superfences, which finds",
    ),
    "no-snippets": (
        HOLDS + "  - pymdownx.snippets: {base_path: nowhere}\n",
        "mkdocs.yml: pymdownx.snippets: base_path: there is no {root}/nowhere.",
    ),
    "no-docs": (
        HOLDS + "docs_dir: nowhere\n",
        "mkdocs.yml: docs_dir: The path '{root}/nowhere' isn't an existing directory.",
    ),
    "page-twice": (
        HOLDS + "nav: [index.md, {More: [l1.md, {L1: l1.md}]}]\n",
        "mkdocs.yml: nav: l1.md is named twice.",
    ),
}
TIME_LIMITS = ("soon", "0", "0.0", "-1", "inf", "1e9", "")

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


def write_project(root: Path, mkdocs_yml: str | None, time_limit: str = "15") -> None:
    """Write a project of one page."""
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "page.md").write_text("```python\nx = 1\n```\n", "utf-8")
    (root / "pyproject.toml").write_text(pytest_settings(time_limit), "utf-8")
    if mkdocs_yml is not None:
        (root / "mkdocs.yml").write_text(mkdocs_yml, "utf-8")


def test_wrong_setting_stops_the_run(tmp_path: Path, subtests):
    """The exit code is that of wrong usage, and the one line says what is wrong."""
    lines = {}
    for name, (mkdocs_yml, line) in SETTINGS.items():
        write_project(tmp_path / name, mkdocs_yml)
        lines[name] = line.replace("{root}", str(tmp_path / name))
    for text in TIME_LIMITS:
        write_project(tmp_path / f"time-limit-{text}", HOLDS, text)
        lines[f"time-limit-{text}"] = (
            f'pyproject.toml: example_time_limit: write seconds, as in "120": {text}'
        )
    result = subprocess.run(
        [sys.executable, "-c", RUN, *(str(tmp_path / name) for name in lines)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    reports = dict(part.split("\n", 1) for part in result.stdout.split("begin ")[1:])
    assert reports.keys() == lines.keys(), result.stdout
    for name, report in reports.items():
        with subtests.test(name):
            assert f"ERROR: {lines[name]}" in report
            assert report.count("ERROR") == 1
            assert "Traceback" not in report
            assert "INTERNALERROR" not in report
            assert f"exit code {int(pytest.ExitCode.USAGE_ERROR)}\n" in report


def test_python_without_assert_is_refused(tmp_path: Path, monkeypatch):
    """All checks would pass, and a record would allow to publish."""
    write_pytest_project(tmp_path)
    (tmp_path / "docs" / "page.md").write_text("```python\nx = 1\n```\n", "utf-8")
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    result = run_pytest(tmp_path, "docs")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: Python runs without assert, so nothing would be" in result.stderr
