"""What takes long to make is made once for the same sources, and never half."""

import os
from pathlib import Path

import pytest

from docs._engine.core import cache


@pytest.fixture
def calls(tmp_path: Path, monkeypatch) -> list[str]:
    """The calls that make something, in a cache of this test."""
    monkeypatch.setattr(cache, "CACHE", tmp_path / "cache")
    return []


def ask(calls: list[str], *sources: str) -> list[str]:
    """Ask for something that is made from sources."""

    def make() -> list[str]:
        calls.append(" ".join(sources))
        return list(sources)

    return cache.cached("thing", list(sources), make)


def test_is_made_once_for_the_same_sources(calls):
    """Where one source ends and the next begins counts, too."""
    for sources in ("a", "b"), ("a", "b"), ("a", "c"), ("ab",):
        assert ask(calls, *sources) == [*sources]
    assert calls == ["a b", "a c", "ab"]


def test_is_made_again_when_its_file_is_broken(calls):
    """A machine that stopped may leave an empty file."""
    ask(calls, "a")
    (file,) = cache.CACHE.iterdir()
    file.write_text("")
    assert ask(calls, "a") == ask(calls, "a") == ["a"]
    assert calls == ["a", "a"]


def test_nothing_is_written_when_making_fails(calls):
    """A figure without its data does not leave a file."""
    with pytest.raises(ZeroDivisionError):
        cache.cached("thing", ["a"], lambda: 1 / 0)
    assert not cache.CACHE.exists()


def test_no_build_sees_a_half_written_file(calls):
    """Two that make the same at once leave one whole file."""
    cache.cached("thing", ["a"], lambda: ask(calls, "a"))
    assert [file.suffix for file in cache.CACHE.iterdir()] == [".json"]
    assert ask(calls, "a") == ["a"]
    assert calls == ["a"]


@pytest.mark.parametrize("is_file", [True, False])
def test_folder_that_cannot_be_written(calls, monkeypatch, tmp_path, is_file):
    """Things are made each time, in a checkout without permission to write."""
    if is_file:
        (tmp_path / "file").touch()
        monkeypatch.setattr(cache, "CACHE", tmp_path / "file" / "cache")
    else:
        monkeypatch.setattr(os, "access", lambda *arguments: False)
    assert ask(calls, "a") == ask(calls, "a") == ["a"]
    assert calls == ["a", "a"]
    assert cache.writable(cache.CACHE).is_dir()
