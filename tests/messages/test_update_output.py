"""--update-output changes shown output and nothing else, or nothing at all."""

import os
from pathlib import Path

import pytest

from docs._engine.core.git import git
from tests.runner.update_output import ShownOutputs
from tests.support.pytest_project import (
    Row,
    run_pytest,
    write_pytest_project,
    write_rows,
)

OUTPUT = "<!--pytest-codeblocks:expected-output-->"
PAGE = f"```python\nprint(1)\n```\n\n{OUTPUT}\n\n```text\nold\n```\n"

# Each page and what the updater makes of it.
CHANGED = {
    "tabs": (
        f"""\
# Page\r
\r
=== "One"\r
\r
    ```python title="x"\r
    for i in range(2):\r
        print("line", i)\r
    ```\r
\r
    {OUTPUT}\r
\r
    ``` {{ .text title="shown" }}\r
    old\r
    ```\r
\r
Text after.\r
""",
        ("    old\r\n", "    line 0\r\n    line 1\r\n"),
    ),
    "indented-by-tabs": (
        f"1. First:\n\n\t```python\n\tprint(1)\n\t```\n\n\t{OUTPUT}\n\n"
        "\t```text\n\told\n\t```\n",
        ("\told\n", "\t1\n"),
    ),
    "quote": (
        f"> ```python\n> print(1)\n> ```\n>\n> {OUTPUT}\n>\n> ```text\n> old\n> ```\n",
        ("> old\n", "> 1\n"),
    ),
    "byte-order-mark": ("\ufeff" + PAGE, ("old\n", "1\n")),
    "other-line-ends": ("Not \u2028 for\x0ceditors.\n\n" + PAGE, ("old\n", "1\n")),
    "empty-lines": (
        PAGE.replace("print(1)", 'print("\\n\\na\\n")'),
        ("old\n", "\n\na\n\n"),
    ),
    "nothing": (PAGE.replace("print(1)", "x = 1"), ("old\n", "")),
    "no-line-end": (PAGE.replace("print(1)", "print(1, end='')"), ("old\n", "1\n")),
    "longer-fence": (
        PAGE.replace("print(1)", "print('```')").replace("```text\nold\n```", "~~~")
        + "old\n~~~\n",
        ("old\n", "```\n"),
    ),
}

# Pages whose output no block of theirs can show.
FAILING = {
    "fence": Row(
        PAGE.replace("print(1)", "print('```')"),
        ["{page}:7: it prints ```, which would end this block: open and close it with"],
    ),
    "tab": Row(
        PAGE.replace("print(1)", "print('a\\tb')"), ["{page}:1: it prints a tab"]
    ),
}

# Pages that must not be written, and so keep all others from being written.
REFUSED = {
    "changed": Row(
        PAGE,
        [
            "{page}:1: has changes that git would not bring back. Run git add {page}, "
            "then --update-output again."
        ],
    ),
    "untracked": Row(PAGE, ["{page}:1: has changes that git would not bring back"]),
    "edited": Row(
        PAGE.replace("print(1)", "print(1, file=open('{root}/docs/edited.md', 'a'))"),
        ["{page}:1: was edited meanwhile. Run --update-output again."],
    ),
}


def check_messages(rows: dict[str, Row], report: str) -> None:
    """Look for the words of each row."""
    for name, row in rows.items():
        for words in row.expected_messages:
            assert words.replace("{page}", f"docs/{name}.md") in report


@pytest.fixture
def repository(tmp_path: Path, monkeypatch) -> Path:
    """A project in git."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    write_pytest_project(tmp_path)
    git(tmp_path, "init", "--quiet")
    return tmp_path


def test_update_output(repository: Path):
    """All pages are written, or none; and of a page only the shown output."""
    docs = repository / "docs"
    before = {name: text.encode("utf-8") for name, (text, _) in CHANGED.items()}
    write_rows(repository, {name: Row(content) for name, content in before.items()})
    write_rows(repository, REFUSED)
    git(repository, "add", "--all")
    git(repository, "rm", "--quiet", "--cached", "docs/untracked.md")
    (docs / "changed.md").write_text(PAGE + "\nMore.\n", "utf-8")

    result = run_pytest(repository, "docs", "--update-output")
    assert result.returncode == pytest.ExitCode.TESTS_FAILED, result.stdout
    check_messages(REFUSED, result.stdout)
    assert "No page was written." in result.stdout
    assert result.stdout.count("git would not bring back") == 2
    assert "output updated" not in result.stdout
    for name, content in before.items():
        assert (docs / f"{name}.md").read_bytes() == content, name

    for name in REFUSED:
        (docs / f"{name}.md").unlink()
    write_rows(repository, FAILING)
    git(repository, "add", "--all")
    result = run_pytest(repository, "docs", "--update-output")
    assert result.returncode == pytest.ExitCode.TESTS_FAILED, result.stdout
    check_messages(FAILING, result.stdout)
    assert "docs/tabs.md:12: output updated" in result.stdout
    for name, (text, change) in CHANGED.items():
        after = text.replace(*change).encode("utf-8")
        assert (docs / f"{name}.md").read_bytes() == after, name
    changed = git(repository, "diff", "--name-only").split()
    assert changed == sorted(f"docs/{name}.md" for name in CHANGED)

    for name in FAILING:
        (docs / f"{name}.md").unlink()
    assert run_pytest(repository, "docs").returncode == pytest.ExitCode.OK


def test_update_output_without_git(tmp_path: Path, monkeypatch):
    """Where no git keeps the page, nothing is refused for its sake."""
    outputs = ShownOutputs(tmp_path)
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    assert outputs.refusal(Path("page.md"), PAGE.encode("utf-8")) is None
    monkeypatch.setenv("PATH", "")
    assert outputs.refusal(Path("page.md"), PAGE.encode("utf-8")) is None


def test_update_output_alone(repository: Path):
    """Several processes would write over each other's pages."""
    result = run_pytest(repository, "docs", "--update-output", "-n", "2")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "ERROR: --update-output writes pages: run it without -n." in result.stderr
