"""Prose linter: proselint and the house's own words, over the pages and the README.

`python -m tests.prose [file…]` prints what it finds as file:line and exits with 1.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from proselint.checks import __register__
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from docs._engine.core.paths import ROOT, find_pages
from tests.prose.prose import blank_out

OFF = {
    "typography",  # Pages use straight quotes throughout.
}
CONFIG = {**DEFAULT, "checks": {**DEFAULT["checks"], **dict.fromkeys(OFF, False)}}
HOUSE_WORDS = Path(__file__).parent / "house_words.txt"


def register_checks() -> None:
    """Make the checks of proselint known to it, as its own command does."""
    CheckRegistry().register_many(__register__)


@cache
def load_house_words() -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns that pages do not use, each with advice."""
    lines = HOUSE_WORDS.read_text("utf-8").splitlines()
    pairs = [line.rsplit(" | ", 1) for line in lines if line and line[0] != "#"]
    return [(re.compile(pattern, re.IGNORECASE), advice) for pattern, advice in pairs]


def lint(name: str, text: str) -> Iterator[str]:
    """Yield each finding in the prose of a Markdown text, as name:line and advice."""
    # Line by line: a heading and the text after it may begin with the same word.
    for number, line in enumerate(blank_out(text).splitlines(), 1):
        for pattern, advice in load_house_words():
            for match in pattern.finditer(line):
                yield f'{name}:{number}: "{match[0]}": {advice}'
        if line.strip():
            for result in LintFile(name, line).lint(CONFIG):
                yield f"{name}:{number}: {result.check_result.message}"


def main() -> int:
    """Run the command and return its exit code."""
    register_checks()
    files = [Path(each).resolve() for each in sys.argv[1:]] or [
        *find_pages(),
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
    ]
    findings = [
        finding
        for file in files
        for finding in lint(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))
    ]
    print("\n".join(findings) or f"{len(files)} pages read, nothing found")
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
