"""Requirements of examples: `<!--pytest.mark.since("3.14")-->` above a fence.

Readers see "Keras ≥ 3.14". The tests read the same line (tests/runner/requirements.py),
and expect the example to fail where the requirement is not met.
"""

import re

from markdown.preprocessors import Preprocessor

from docs._engine.core.requirements import parse_requirement

MARK = re.compile(
    r"^([> \t]*)<!--\s*pytest\.mark\.(since|backend)\(([^)]*)\)\s*-->\s*$"
)


class RequirementPreprocessor(Preprocessor):
    """Replaces the marks by paragraphs."""

    def run(self, lines: list[str]) -> list[str]:
        return [rendered for line in lines for rendered in _render(line)]


def _render(line: str) -> list[str]:
    """Return the lines for a line of a page: a paragraph for a mark, or the same."""
    match = MARK.match(line)
    if not match:
        return [line]
    values = tuple(re.findall(r"[\"']([^\"']*)[\"']", match[3]))
    requirement = parse_requirement(match[2], values)
    return ["", f"{match[1]}{requirement}", f"{match[1]}{{: .needs }}", ""]
