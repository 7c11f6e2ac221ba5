"""Accuracy and cross-entropy over the strength of L2."""

from docs._engine.figures import base, scores


def figure() -> base.Figure:
    """Return the figure: one panel for clean labels, one for noisy ones."""
    return scores.figure("l2_strength", "L2", "λ")
