"""What Dropout, SpatialDropout1D and a noise shape drop together."""

from docs._engine.core.results import lookup
from docs._engine.figures import base, mask_grid

TITLES = {
    "Dropout": "Dropout",
    "SpatialDropout1D": "SpatialDropout1D",
    "noise_shape": "noise_shape=(None, None, 1)",
}


def figure() -> base.Figure:
    """Return the figure: a panel for each way."""
    return mask_grid.figure(lookup("noise_masks"), TITLES, "Sample", "channel")
