"""Accuracy and cross-entropy over the rate of dropout."""

from docs._engine.figures import base, scores


def figure() -> base.Figure:
    """Return the figure: one panel for clean labels, one for noisy ones."""
    return scores.figure("dropout_rate", "dropout", "rate")
