"""Requirements of examples: `<!--pytest.mark.since("3.14")-->` above a fence.

Readers see "Keras ≥ 3.14". The tests read the same line (tests/runner/requirements.py),
and expect the example to fail where the requirement is not met.
"""

import re
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from docs._engine.core.keras import Requirement

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
    requirement = Requirement(match[2], values)
    return ["", f"{match[1]}{requirement}", f"{match[1]}{{: .needs }}", ""]


class RequirementsExtension(Extension):
    """Turns such marks into what readers see."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after includes (32) and fences (25), before HTML blocks (20)."""
        md.preprocessors.register(RequirementPreprocessor(md), "requirements", 24)


def makeExtension(**kwargs: Any) -> RequirementsExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return RequirementsExtension(**kwargs)
