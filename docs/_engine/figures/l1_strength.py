"""Accuracy and cross-entropy over the strength of L1."""

from docs._engine.figures import base, scores


def figure() -> base.Figure:
    """Return the figure: one panel for clean labels, one for noisy ones."""
    return scores.figure("l1_strength", "L1", "λ")
