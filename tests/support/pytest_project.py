"""A site made of tables: rows that must fail with certain words, rows that hold."""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

import pytest

from docs._engine.core.paths import ROOT
from tests.support.scratch_site import write_settings


@dataclass(frozen=True)
class Row:
    """A page or notebook, and what pytest must say of it.

    In all texts, {page} is the path of the page, {snippet} is that of a file of its own
    in snippets/, {include} is a fence with this snippet, and {root} is the root of the
    project.
    """

    page: str | bytes
    """Its text."""
    expected_messages: Sequence[str] = ()
    """What the message must hold; a row without this must pass."""
    snippet: str | bytes = ""
    """The content of {snippet}."""
    files: Mapping[str, str] = field(default_factory=dict)
    """More files of the project, by path."""
    notebook: bool = False
    """Whether the page is a notebook."""
    empty: bool = False
    """Whether it holds no example."""
    place: str = ""
    """The path of the page, if it is no page in docs/."""

    def path(self, name: str) -> str:
        """Return where the page of this name stands."""
        if self.place:
            return self.place
        return f"docs/notebooks/{name}.py" if self.notebook else f"docs/{name}.md"


def pytest_settings(time_limit: str = "15", preload: str = "") -> str:
    """Return a pyproject.toml with this repository's options for pytest.

    Args:
        time_limit: Seconds that one example may take.
        preload: The module that examples share. Without one, they start at once, and
            those that import Keras take seconds.
    """
    repository = (ROOT / "pyproject.toml").read_text("utf-8")
    (options,) = re.findall(r"^addopts = .*$", repository, re.MULTILINE)
    limit = f'example_time_limit = "{time_limit}"'
    modules = f"example_preload = {[preload] if preload else []}"
    return "\n".join(["[tool.pytest]", options, limit, modules, ""])


def write_pytest_project(root: Path, **settings: str) -> None:
    """Write this site's settings and those of `pytest_settings`, and no page."""
    write_settings(root)
    (root / "pyproject.toml").write_text(pytest_settings(**settings), "utf-8")


def write_rows(root: Path, rows: Mapping[str, Row]) -> None:
    """Write a page, and what belongs to it, for each row."""
    for name, row in rows.items():
        files = {row.path(name): row.page, **row.files}
        if row.snippet:
            files[f"snippets/{name}/example.py"] = row.snippet
        for path, text in files.items():
            if isinstance(text, str):
                include = '```python\n--8<-- "{snippet}"\n```\n'
                text = dedent(text).replace("{include}", include)
                text = text.replace("{snippet}", f"{name}/example.py")
                text = text.replace("{root}", str(root)).encode("utf-8")
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)


def run_pytest(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run pytest on a project of its own, in one process unless `-n` says more."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "0"]
    command += arguments
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=600
    )


def check_rows(root: Path, rows: Mapping[str, Row], subtests, **settings: str) -> None:
    """Run all rows at once, then look for each row's words in its own message.

    The project in `root` is written first, with these arguments of `pytest_settings`.
    """
    write_pytest_project(root, **settings)
    write_rows(root, rows)
    result = run_pytest(root, "docs", "--continue-on-collection-errors", "-rA")
    report = result.stdout
    assert result.returncode == pytest.ExitCode.TESTS_FAILED, report + result.stderr
    sections = re.split(r"^_{3,} .* _{3,}$", report, flags=re.MULTILINE)
    for name, row in rows.items():
        path = row.path(name)
        section = "".join(text for text in sections if text.strip().startswith(path))
        message = section.partition("- Captured ")[0]
        outcomes = re.findall(rf"^([A-Z]+) {re.escape(path)}\b", report, re.MULTILINE)
        with subtests.test(name):
            if row.empty:
                assert not outcomes, message
            elif not row.expected_messages:
                assert set(outcomes) == {"PASSED"}, message
            else:
                assert {"FAILED", "ERROR"} & set(outcomes), report
            for words in row.expected_messages:
                words = words.replace("{snippet}", f"{name}/example.py")
                assert words.replace("{page}", path) in message, message
            assert "tests/runner/" not in message, message
            assert len(message) < 30_000, message[:30_000]
