"""Learning curves whose validation images mislead."""

from docs._engine.figures import base
from docs._engine.figures.learning_curves import figure_of


def figure() -> base.Figure:
    """Return the figure: a leak, and images unlike those for training."""
    titles = {
        "case/leak": "Training images in the validation set",
        "case/shift": "Validation images unlike the others",
    }
    return figure_of(titles, new_images=True)
