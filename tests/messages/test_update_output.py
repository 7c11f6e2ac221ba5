"""--update-output changes shown output and nothing else, or nothing at all."""

import os
from pathlib import Path
from textwrap import indent

import pytest

from docs._engine.core.git import git
from tests.messages.programs import page, program
from tests.runner.update_output import ShownOutputs
from tests.support.pytest_project import (
    Row,
    run_pytest,
    write_pytest_project,
    write_rows,
)

PAGE = page("print(1)", "old\n")
TITLED = page('print("a\\nb")', "old\n")
TITLED = TITLED.replace("```python", '```python title="x"')
TITLED = TITLED.replace("```text", '``` { .text title="shown" }')

# Each page, and what changes in it.
CHANGED = {
    "tab-with-windows-line-ends": (
        f'=== "One"\n\n{indent(TITLED, "    ")}\nText.\n'.replace("\n", "\r\n"),
        ("    old\r\n", "    a\r\n    b\r\n"),
    ),
    "indented-by-tabs": (
        "1. First:\n\n" + indent(PAGE, "\t"),
        ("\told\n", "\t1\n"),
    ),
    "quote": (indent(PAGE, "> ", lambda line: True), ("> old\n", "> 1\n")),
    "byte-order-mark": ("\ufeff" + PAGE, ("old\n", "1\n")),
    "other-line-ends": ("Not \u2028 for\x0ceditors.\n\n" + PAGE, ("old\n", "1\n")),
    "empty-lines": (
        page('print("\\n\\na\\n")', "old\n"),
        ("old\n", "\n\na\n\n"),
    ),
    "nothing": (page("x = 1", "old\n"), ("old\n", "")),
    "no-line-end": (page("print(1, end='')", "old\n"), ("old\n", "1\n")),
    "longer-fence": (
        PAGE.replace("print(1)", "print('```')").replace("```text\nold\n```", "~~~")
        + "old\n~~~\n",
        ("old\n", "```\n"),
    ),
}

# Pages whose output no block of theirs can show.
FAILING = {
    "fence": program(
        "print('```')",
        "{page}:7: it prints ```, which would end this block: open and close it with",
        output="old\n",
    ),
    "unstable": program(
        "import time\n\nprint(time.perf_counter())",
        "{page}:1: it prints something different each time it runs, so no page",
        "+++ the second",
        output="old\n",
    ),
    "tab": program("print('a\\tb')", "{page}:1: it prints a tab", output="old\n"),
}

UNSAVED = program(
    "print(1)",
    "{page}:1: has changes that git could not bring back. Run git add {page}, then "
    "pytest --update-output again.",
    output="old\n",
)

# Pages that git could not bring back, so that nothing runs.
UNSAFE = {"changed": UNSAVED, "untracked": UNSAVED}

# Pages that must not be written, and so keep all others from being written.
REFUSED = {
    "edited": program(
        "print(1, file=open('{root}/docs/edited.md', 'a'))",
        "{page}:1: was edited during the run. Run pytest --update-output again.",
        output="old\n",
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
    write_rows(repository, UNSAFE)
    git(repository, "add", "--all")
    git(repository, "rm", "--quiet", "--cached", "docs/untracked.md")
    (docs / "changed.md").write_text(PAGE + "\nMore.\n", "utf-8")
    result = run_pytest(repository, "docs", "--update-output")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    check_messages(UNSAFE, result.stderr)
    assert "No page was written." in result.stderr
    assert result.stderr.count("git could not bring back") == 2

    for name in UNSAFE:
        (docs / f"{name}.md").unlink()
    write_rows(repository, REFUSED)
    git(repository, "add", "--all")
    result = run_pytest(repository, "docs", "--update-output")
    assert result.returncode == pytest.ExitCode.TESTS_FAILED, result.stdout
    check_messages(REFUSED, result.stdout)
    assert "No page was written." in result.stdout
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
    assert "docs/tab-with-windows-line-ends.md:9: output updated" in result.stdout
    for name, (text, change) in CHANGED.items():
        after = text.replace(*change).encode("utf-8")
        assert (docs / f"{name}.md").read_bytes() == after, name
    names = git(repository, "diff", "--name-only").split()
    assert names == sorted(f"docs/{name}.md" for name in CHANGED)

    for name in FAILING:
        (docs / f"{name}.md").unlink()
    assert run_pytest(repository, "docs").returncode == pytest.ExitCode.OK


def test_update_output_of_a_link(repository: Path):
    """The file that it leads to is written, and the link stays."""
    (repository / "shared.md").write_text(PAGE, "utf-8")
    (repository / "docs" / "link.md").symlink_to("../shared.md")
    git(repository, "add", "--all")
    (repository / "shared.md").write_text(PAGE + "\nMore.\n", "utf-8")
    result = run_pytest(repository, "docs", "--update-output")
    check_messages({"link": UNSAVED}, result.stderr)
    git(repository, "add", "--all")
    assert run_pytest(repository, "docs", "--update-output").returncode == 0
    assert (repository / "docs" / "link.md").is_symlink()
    assert "1\n```\n\nMore." in (repository / "shared.md").read_text("utf-8")


def test_update_output_where_git_fails(repository: Path):
    """A git that gives no answer is not the same as no git."""
    write_rows(repository, {"page": Row(PAGE)})
    (repository / ".git" / "config").write_text("[core", "utf-8")
    result = run_pytest(repository, "docs", "--update-output")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    reason = "git does not say whether it could bring this page back: fatal: bad config"
    assert f"docs/page.md:1: {reason}" in result.stderr
    assert (repository / "docs" / "page.md").read_text("utf-8") == PAGE


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


def test_update_output_of_what_cannot_be_written(tmp_path: Path, monkeypatch):
    """Nothing runs for a page that would not be written."""
    outputs = ShownOutputs(tmp_path)
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    monkeypatch.setattr(os, "access", lambda *arguments: False)
    (message,) = outputs.unsafe_pages([Path("page.md")])
    assert message.startswith("page.md:1: cannot be written. Make the file and its")
