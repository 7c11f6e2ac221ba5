"""JSON files of the experiments: data files, and the cache of measurements."""

import json
import re
from pathlib import Path
from typing import Any

from docs._engine.core import paths
from docs._engine.core.paths import write_atomically

CACHE = paths.CACHE / "experiments"


def write_json(file: Path, content: object) -> None:
    """Write a JSON file atomically, with sorted keys and each list on one line."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    text = re.sub(r"\[[^][{}]*\]", _on_one_line, text) + "\n"
    write_atomically(file, text)


def _on_one_line(numbers: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", numbers[0]).replace("[ ", "[").replace(" ]", "]")


def read_json(file: Path) -> Any:
    """Return the content of a JSON file; None if it is missing or no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
