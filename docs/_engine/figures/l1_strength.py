"""Accuracy and cross-entropy over the strength of L1."""

from docs._engine.figures import scores
from docs._engine.figures.base import Figure


def figure() -> Figure:
    """Return the figure: one panel for clean labels, one for noisy ones."""
    return scores.figure("l1_strength", "L1", "λ")
