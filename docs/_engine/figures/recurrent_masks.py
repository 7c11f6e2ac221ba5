"""What dropout before an LSTM drops, and what its two arguments drop."""

from docs._engine.core.results import lookup
from docs._engine.figures import base, mask_grid

TITLES = {
    "Dropout": "Dropout layer before the LSTM",
    "dropout=": "LSTM(dropout=)",
    "recurrent_dropout=": "LSTM(recurrent_dropout=)",
}


def figure() -> base.Figure:
    """Return the figure: a panel for each way."""
    return mask_grid.figure(lookup("recurrent_masks"), TITLES, "Sequence", "unit")
