"""What counts for the digest of a program, and so makes a result out of date."""

from pathlib import Path

import pytest

from docs._engine.core import sources

PROGRAM = """import keras

RATE = 0.5  # --8<-- [start:question]

if __name__ == "__main__":
    print(RATE)

LAST = 1
"""


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        ("RATE = 0.5", "RATE = 0.6", True),
        ("LAST = 1", "LAST = 2", True),
        ("print(RATE)", "print(RATE + 1)\n    print()", False),
        ("\n\nLAST", "\n\n\n\nLAST", False),
        ('if __name__ == "__main__"', "if keras", True),
    ],
)
def test_what_a_program_prints_does_not_count(
    old: str, new: str, counts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A result stays valid when only the program's own output changes."""
    monkeypatch.setattr(sources, "ROOT", tmp_path)
    program, digests = tmp_path / "program.py", []
    for text in PROGRAM, PROGRAM.replace(old, new):
        program.write_text(text, "utf-8")
        digests.append(sources.source_digest([program]))
    assert (digests[0] != digests[1]) == counts
