"""The extension of Python-Markdown for this site: everything it adds, and its place."""

from typing import Any

from markdown import Extension, Markdown

from docs._engine.markdown.arguments import ArgumentsProcessor
from docs._engine.markdown.checks import CheckLinkProcessor, CheckListProcessor
from docs._engine.markdown.compatibility import CompatibilityProcessor
from docs._engine.markdown.figures import FigureProcessor
from docs._engine.markdown.glossary import TermAnchors, TermLinker
from docs._engine.markdown.highlighting import BlockMarker, leave_out_unstyled_tokens
from docs._engine.markdown.math import MathRenderer
from docs._engine.markdown.measurements import MeasurementProcessor
from docs._engine.markdown.requirements import RequirementPreprocessor


class SiteExtension(Extension):
    """Lets a page say more than Markdown does."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register each processor; the highest number runs first."""
        leave_out_unstyled_tokens()
        # After includes (32) and fences (25), before HTML blocks (20).
        md.preprocessors.register(RequirementPreprocessor(md), "requirements", 24)
        # After code (190), before links (160).
        md.inlinePatterns.register(MeasurementProcessor(md), "measurements", 185)
        md.inlinePatterns.register(CheckLinkProcessor(md), "check", 175)
        # After inline patterns (20), before MkDocs looks at anchors (5) and links (0).
        md.treeprocessors.register(MathRenderer(md), "math", 16)
        md.treeprocessors.register(FigureProcessor(md), "figures", 15)
        md.treeprocessors.register(CheckListProcessor(md), "checks", 13)
        md.treeprocessors.register(ArgumentsProcessor(md), "arguments", 12)
        # After all that makes links: no term is linked in a link.
        md.treeprocessors.register(TermLinker(md), "terms", 11)
        # Its cells hold no terms.
        md.treeprocessors.register(CompatibilityProcessor(md), "compatibility", 10.5)
        md.treeprocessors.register(TermAnchors(md), "term-anchors", 10)
        # After all HTML is back in its place.
        md.postprocessors.register(BlockMarker(md), "block-marker", 0)


def makeExtension(**kwargs: Any) -> SiteExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return SiteExtension(**kwargs)
