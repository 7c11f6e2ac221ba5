"""Collecting is quick: what takes seconds to import waits until a test needs it."""

import subprocess
import sys
from pathlib import Path

COLLECT = """
import sys
import pytest
code = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider"])
heavy = {"keras", "matplotlib", "scipy", "sklearn", "tensorflow"}
print("code", int(code), "imported", sorted(heavy & set(sys.modules)))
"""


def test_collection_imports_nothing_heavy() -> None:
    """`pytest --collect-only` imports neither Keras nor anything as large."""
    result = subprocess.run(
        [sys.executable, "-c", COLLECT],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=120,
    )
    last = result.stdout.splitlines()[-1:]
    assert last == ["code 0 imported []"], result.stdout + result.stderr
