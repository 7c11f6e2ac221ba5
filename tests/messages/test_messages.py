"""Wrong pages, snippets, notebooks and programs fail with the place and advice."""

import fcntl
from pathlib import Path

from tests.messages import files, notebooks, pages, programs, snippets
from tests.support.pytest_project import check_rows


def test_wrong_text(tmp_path: Path, subtests):
    """Pages, includes and notebooks that cannot be read as their author means them."""
    assert not pages.ROWS.keys() & snippets.ROWS.keys()
    check_rows(
        tmp_path, pages.ROWS | snippets.ROWS | notebooks.ROWS | files.ROWS, subtests
    )


def test_wrong_programs(tmp_path: Path, subtests):
    """Programs that fail, do not end, or print what the page cannot show."""
    rows = programs.FAILING | programs.PASSING
    check_rows(tmp_path, rows, subtests, preload="keras", time_limit="60")
    subtest = subtests.test("what a program starts ends with it")
    with subtest, (tmp_path / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with subtests.test("what a program writes goes with it"):
        assert not [*tmp_path.rglob("written.txt"), *tmp_path.rglob("beside.txt")]


def test_endless_programs(tmp_path: Path, subtests):
    """Programs that only the time limit ends, so that it may be short."""
    check_rows(tmp_path, programs.ENDLESS, subtests, time_limit="3")
