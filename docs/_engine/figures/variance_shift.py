"""The standard deviation at inference, with dropout before batch normalization."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

LOOKS = {"before": base.COLORS["dropout"], "after": base.COLORS["none"]}


def figure() -> base.Figure:
    """Return the figure: one panel, and a list of means of the inputs."""
    results = lookup("variance_shift")
    means = [*results["before"]]
    controls = [base.Control("mean", "Mean of the inputs", means, means[0])]
    values = [
        {
            "order": order,
            "mean": mean,
            "rate": float(rate),
            "std": entry["mean"],
            "half": entry["half"],
        }
        for order in LOOKS
        for mean in means
        for rate, entry in results[order][mean].items()
    ]
    unit = "'standard deviation at inference'"
    title = "Dropout and batch normalization"
    panels = [base.panel(_chart(values), title, unit, controls)]
    legend = [
        (f"stroke:{base.COLORS['dropout']}", "dropout before batch normalization"),
        (f"stroke:{base.COLORS['none']}", "dropout after it"),
    ]
    header = ["dropout", "mean of the inputs", "rate", "standard deviation", "±"]
    keys = ["order", "mean", "rate", "std", "half"]
    return base.Figure(panels, controls, legend, header, keys, values)


def _chart(values: list[base.Row]) -> base.Chart:
    x = alt.X(
        "rate:Q",
        title="dropout rate",
        scale=alt.Scale(domain=[0, 0.8]),
        axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8]),
    )
    y = alt.Y("std:Q", title=None, scale=alt.Scale(domain=[0, 1.1], nice=False))
    layers = []
    for order, color in LOOKS.items():
        rows = base.chart_of(
            [value for value in values if value["order"] == order], "datum.mean == mean"
        )
        data = base.with_interval(rows, "std")
        layers += base.line_with_intervals(data, x, y, color)
    return alt.layer(*layers)
