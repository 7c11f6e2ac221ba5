"""Results that were measured before, kept by what they depend on."""

import json
import os
import re
from pathlib import Path

from snippets.experiments.command.sources import ROOT

CACHE = ROOT / ".cache" / "experiments"


def write(file: Path, content: object) -> None:
    """Write JSON, sorted; whoever reads the file finds the old content or the new."""
    text = json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False)
    text = re.sub(r"\[[^][{}]*\]", _on_one_line, text) + "\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    part = CACHE / f"{file.name}.{os.getpid()}.part"
    part.write_text(text, "utf-8")
    part.replace(file)


def _on_one_line(numbers: re.Match) -> str:
    return re.sub(r"\s+", " ", numbers[0]).replace("[ ", "[").replace(" ]", "]")


def read(file: Path) -> object:
    """Return what a file holds; None if it is missing or no JSON."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
