"""Requirements of examples: `<!--pytest.mark.since("3.14")-->` above a fence.

Readers see "Keras ≥ 3.14". The tests read the same line (tests/runner/requirements.py),
and expect the example to fail where the requirement is not met.
"""

import re

from markdown.preprocessors import Preprocessor

from docs._engine.core.keras import Requirement
from docs._engine.core.results import reference_error

MARK = re.compile(
    r"^([> \t]*)<!--[-\s]*pytest\.mark\.\s*(since|backend)\s*\(([^)]*)\)[-\s]*-->\s*$"
)


class RequirementPreprocessor(Preprocessor):
    """Replaces the marks by paragraphs."""

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        for line in lines:
            if match := MARK.match(line):
                values = tuple(re.findall(r"[\"']([^\"']*)[\"']", match[3]))
                try:
                    requirement = Requirement(match[2], values)
                except ValueError as error:
                    raise reference_error(line.strip(), str(error)) from None
                line = f"\n{match[1]}{requirement}\n{match[1]}{{: .needs }}\n"
            result += line.split("\n")
        return result
