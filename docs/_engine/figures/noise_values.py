"""Histograms of standard normal inputs after four kinds of noise."""

import json

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

LAYERS = "Dropout", "GaussianDropout", "GaussianNoise", "AlphaDropout"
RATES = ["0.1", "0.2", "0.3", "0.5"]


def figure() -> base.Figure:
    """Return the figure: a panel for each layer, and a slider for the rate."""
    results = lookup("noise_values")
    controls = [base.Control("rate", "Rate", RATES, "0.5", slider=True)]
    panels = []
    for name in LAYERS:
        stds = json.dumps({rate: f"{results[name][rate]['std']:.2f}" for rate in RATES})
        unit = f"'standard deviation ' + ({stds})[rate]"
        panels.append(
            base.panel(_chart(results, name), name, unit, controls).properties(
                height=130
            )
        )
    legend = [
        (f"stroke:{base.COLORS['dropout']};stroke-width:9", "output in training"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "input"),
    ]
    rows = [
        {"layer": name, "rate": rate, **results[name][rate]}
        for name in LAYERS
        for rate in RATES
    ]
    header = ["layer", "rate", "mean", "standard deviation"]
    return base.Figure(
        panels, controls, legend, header, ["layer", "rate", "mean", "std"], rows
    )


def _chart(results: dict, name: str) -> base.Chart:
    values = [
        {"rate": rate, "x": at, "share": share}
        for rate in RATES
        for at, share in zip(results["bins"], results[name][rate]["share"], strict=True)
        if share
    ]
    x = alt.X(
        "x:Q",
        title="value",
        scale=alt.Scale(domain=[-5, 5], nice=False),
        axis=alt.Axis(values=[-4, -2, 0, 2, 4]),
    )
    y = alt.Y("share:Q", title="%", scale=alt.Scale(domain=[0, 16], nice=False))
    normal = (
        alt.Chart(alt.sequence(-4, 4.1, 0.25, as_="x"))
        .transform_calculate(share="9.97 * exp(-datum.x * datum.x / 2)")
        .mark_line(color=base.INK, strokeDash=[4, 3], strokeWidth=1.2)
    )
    return alt.layer(
        base.chart_of(values, "datum.rate == rate")
        .mark_bar(color=base.COLORS["dropout"], size=4.5, clip=True)
        .encode(x=x, y=y),
        normal.encode(x=x, y=y),
    )
