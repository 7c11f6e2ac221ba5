"""What takes long to make is made once for the same sources, and never half."""

from pathlib import Path

import pytest

from docs._engine.core import cache as module
from docs._engine.core.cache import cached


@pytest.fixture
def made(tmp_path: Path, monkeypatch) -> list[str]:
    """What was made, in a cache of this test."""
    monkeypatch.setattr(module, "CACHE", tmp_path / "cache")
    return []


def ask(made: list[str], *sources: str) -> list[str]:
    """Ask for something that is made from sources."""

    def make() -> list[str]:
        made.append(" ".join(sources))
        return list(sources)

    return cached("thing", list(sources), make)


def test_is_made_once(made):
    """A second build reads what the first has made."""
    assert ask(made, "a", "b") == ask(made, "a", "b") == ["a", "b"]
    assert made == ["a b"]


def test_is_made_again_when_a_source_changed(made):
    """Where one source ends and the next begins counts, too."""
    assert ask(made, "a", "b") == ["a", "b"]
    assert ask(made, "a", "c") == ["a", "c"]
    assert ask(made, "ab") == ["ab"]
    assert made == ["a b", "a c", "ab"]


def test_is_made_again_when_its_file_is_broken(made):
    """A machine that stopped may leave an empty file."""
    ask(made, "a")
    (file,) = module.CACHE.iterdir()
    file.write_text("")
    assert ask(made, "a") == ask(made, "a") == ["a"]
    assert made == ["a", "a"]


def test_nothing_is_kept_when_making_fails(made):
    """A figure without its data does not leave a file."""
    with pytest.raises(ZeroDivisionError):
        cached("thing", ["a"], lambda: 1 / 0)
    assert not module.CACHE.exists()


def test_no_build_sees_a_half_written_file(made):
    """Two that make the same at once leave one whole file."""
    cached("thing", ["a"], lambda: ask(made, "a"))
    assert [file.suffix for file in module.CACHE.iterdir()] == [".json"]
    assert ask(made, "a") == ["a"]
    assert made == ["a"]
