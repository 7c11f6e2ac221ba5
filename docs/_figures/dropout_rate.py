"""Accuracy and cross-entropy over the rate of dropout."""

from docs._figures import scores
from docs._figures.figure import Figure


def figure() -> Figure:
    """Return the figure: one panel for clean labels, one for noisy ones."""
    return scores.figure("dropout_rate", "dropout", "rate")
