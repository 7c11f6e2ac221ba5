"""Results that were measured before, kept by what they depend on."""

import json
import re
from pathlib import Path

from docs._engine.core import paths
from docs._engine.core.files import write_atomically

CACHE = paths.CACHE / "experiments"


def write(file: Path, content: object) -> None:
    """Write JSON, sorted; whoever reads the file finds the old content or the new."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    text = re.sub(r"\[[^][{}]*\]", _on_one_line, text) + "\n"
    write_atomically(file, text)


def _on_one_line(numbers: re.Match) -> str:
    return re.sub(r"\s+", " ", numbers[0]).replace("[ ", "[").replace(" ]", "]")


def read(file: Path) -> object:
    """Return what a file holds; None if it is missing or no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
