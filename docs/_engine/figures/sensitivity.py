"""Gain of each strength on other networks and data."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

NETWORKS = {
    "base": "base",
    "40 images": "40 images",
    "256 units": "256 units",
    "40 % wrong labels": "40% wrong labels",
    "no wrong labels": "no wrong labels",
}
"""What the figure calls each network of the data."""
TECHNIQUES = {"dropout": "dropout rate", "L1": "λ", "L2": "λ"}
BUDGETS = "60", "400"


def figure() -> base.Figure:
    """Return the figure: a panel for each technique."""
    controls = [
        base.Control("network", "Network and data", [*NETWORKS.values()], "base"),
        base.Control("budget", "Epochs", BUDGETS, "400"),
    ]
    values = [
        {
            "network": words,
            "technique": way.split()[0],
            "strength": way.split()[1],
            "budget": budget,
            "gain": gain["mean"],
            "half": gain["half"],
        }
        for network, words in NETWORKS.items()
        for way, entry in lookup(f"sensitivity/{network}").items()
        if way != "none"
        for budget in BUDGETS
        for gain in [entry[budget]["accuracy gain"]]
    ]
    unit = "'accuracy minus that of none, points'"
    panels = [
        base.panel(
            _chart([v for v in values if v["technique"] == technique], technique, axis),
            technique[0].upper() + technique[1:],
            unit,
            controls,
        )
        for technique, axis in TECHNIQUES.items()
    ]
    legend = [(f"stroke:{base.COLORS[each]}", each) for each in TECHNIQUES]
    header = ["network", "technique", "strength", "epochs", "gain, points", "±"]
    keys = ["network", "technique", "strength", "budget", "gain", "half"]
    return base.Figure(panels, controls, legend, header, keys, values)


def _chart(values: list[base.Row], technique: str, axis: str) -> base.Chart:
    condition = "datum.network == network && datum.budget == budget"
    data = base.with_interval(base.chart_of(values, condition), "gain")
    x = alt.X("strength:O", title=axis, axis=alt.Axis(labelAngle=-40))
    y = alt.Y("gain:Q", title=None, scale=alt.Scale(domain=[-40, 20], clamp=True))
    zero = base.chart_of([{"y": 0}]).mark_rule(color=base.INK).encode(y="y:Q")
    return alt.layer(
        zero, *base.line_with_intervals(data, x, y, base.COLORS[technique])
    )
