"""Learning curves of networks that do badly on their own training images."""

from docs._engine.figures import base
from docs._engine.figures.learning_curves import figure_of


def figure() -> base.Figure:
    """Return the figure: a panel for each reason not to fit."""
    return figure_of(
        {
            "case/too small": "Network too small",
            "case/penalty too strong": "Penalty too strong",
            "case/rate too low": "Learning rate too low",
            "case/rate too high": "Learning rate too high",
        }
    )
