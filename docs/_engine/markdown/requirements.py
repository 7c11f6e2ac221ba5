"""Requirements of examples: `<!--pytest.mark.since("3.14")-->` above a fence.

Readers see "Keras ≥ 3.14". The tests read the same line (tests/runner/requirements.py),
and expect the example to fail where the requirement is not met.
"""

import re

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from docs._engine.core.requirements import parse_requirement

MARK = re.compile(
    r"^([> \t]*)<!--\s*pytest\.mark\.(since|backend)\(([^)]*)\)\s*-->\s*$"
)


class RequirementPreprocessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [
            each for line in lines for each in render_requirement(line, "{: .needs }")
        ]


def render_requirement(line: str, attributes: str = "") -> list[str]:
    """Return the lines that readers get for a line of a page: the same, or a paragraph.

    Args:
        line: The line.
        attributes: What is written under the paragraph.
    """
    match = MARK.match(line)
    if not match:
        return [line]
    values = tuple(re.findall(r"[\"']([^\"']*)[\"']", match[3]))
    return [
        "",
        f"{match[1]}{parse_requirement(match[2], values)}",
        match[1] + attributes,
        "",
    ]


class RequirementsExtension(Extension):
    """Turns such marks into what readers see."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after includes (32) and fences (25), before HTML blocks (20)."""
        md.preprocessors.register(RequirementPreprocessor(md), "requirements", 24)


def makeExtension(**kwargs) -> RequirementsExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return RequirementsExtension(**kwargs)
