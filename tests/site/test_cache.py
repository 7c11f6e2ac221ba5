"""What takes long to make is made once for the same sources, and never half."""

from pathlib import Path

import pytest

from docs._engine.core import cache as module
from docs._engine.core.cache import cached


@pytest.fixture
def computed(tmp_path: Path, monkeypatch) -> list[str]:
    """What was made, in a cache of this test."""
    monkeypatch.setattr(module, "CACHE", tmp_path / "cache")
    return []


def ask(computed: list[str], *sources: str) -> list[str]:
    """Ask for something that is made from sources."""

    def make() -> list[str]:
        computed.append(" ".join(sources))
        return list(sources)

    return cached("thing", list(sources), make)


def test_is_made_once(computed):
    """A second build reads what the first has made."""
    assert ask(computed, "a", "b") == ask(computed, "a", "b") == ["a", "b"]
    assert computed == ["a b"]


def test_is_made_again_when_a_source_changed(computed):
    """Where one source ends and the next begins counts, too."""
    assert ask(computed, "a", "b") == ["a", "b"]
    assert ask(computed, "a", "c") == ["a", "c"]
    assert ask(computed, "ab") == ["ab"]
    assert computed == ["a b", "a c", "ab"]


def test_is_made_again_when_its_file_is_broken(computed):
    """A machine that stopped may leave an empty file."""
    ask(computed, "a")
    (file,) = module.CACHE.iterdir()
    file.write_text("")
    assert ask(computed, "a") == ask(computed, "a") == ["a"]
    assert computed == ["a", "a"]


def test_nothing_is_kept_when_making_fails(computed):
    """A figure without its data does not leave a file."""
    with pytest.raises(ZeroDivisionError):
        cached("thing", ["a"], lambda: 1 / 0)
    assert not module.CACHE.exists()


def test_no_build_sees_a_half_written_file(computed):
    """Two that make the same at once leave one whole file."""
    cached("thing", ["a"], lambda: ask(computed, "a"))
    assert [file.suffix for file in module.CACHE.iterdir()] == [".json"]
    assert ask(computed, "a") == ["a"]
    assert computed == ["a"]
