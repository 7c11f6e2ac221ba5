"""What takes long to make is made once for the same sources, and never half."""

from pathlib import Path

import pytest

from docs._engine.core import cache


@pytest.fixture
def ask(tmp_path: Path, monkeypatch):
    """A function that asks a cache for its sources; `made` lists what it made."""
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")

    def ask(*sources: str) -> list[str]:
        def make() -> list[str]:
            ask.made.append(" ".join(sources))
            return list(sources)

        return cache.cached("thing", list(sources), make)

    ask.made = []
    return ask


def test_is_made_once_for_the_same_sources(ask):
    """Where one source ends and the next begins counts, too."""
    for sources in ("a", "b"), ("a", "b"), ("a", "c"), ("ab",):
        assert ask(*sources) == [*sources]
    assert ask.made == ["a b", "a c", "ab"]


def test_is_made_again_when_its_file_is_broken(ask):
    """A machine that stopped may leave an empty file."""
    ask("a")
    (file,) = cache.CACHE.iterdir()
    file.write_text("")
    assert ask("a") == ask("a") == ["a"]
    assert ask.made == ["a", "a"]


def test_nothing_is_written_when_making_fails(ask):
    """A figure without its data does not leave a file."""
    with pytest.raises(ZeroDivisionError):
        cache.cached("thing", ["a"], lambda: 1 / 0)
    assert not cache.CACHE.exists()


def test_no_build_sees_a_half_written_file(ask):
    """Two that make the same at once leave one whole file."""
    cache.cached("thing", ["a"], lambda: ask("a"))
    assert [file.suffix for file in cache.CACHE.iterdir()] == [".json"]
    assert ask("a") == ["a"]
    assert ask.made == ["a"]
