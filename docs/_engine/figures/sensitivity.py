"""Gain of each strength on other networks and data."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel
from docs._engine.figures.scores import Row

NETWORKS = (
    "base",
    "40 images",
    "256 units",
    "40 % wrong labels",
    "no wrong labels",
)
TECHNIQUES = {"dropout": "dropout rate", "L1": "λ", "L2": "λ"}
BUDGETS = "60", "400"


def figure() -> Figure:
    """Return the figure: a panel for each technique."""
    controls = [
        Control("network", "Network and data", NETWORKS, "base"),
        Control("budget", "Epochs", BUDGETS, "400"),
    ]
    values = [
        {
            "network": network,
            "technique": way.split()[0],
            "strength": way.split()[1],
            "budget": budget,
            "gain": entry[budget]["accuracy gain"]["mean"],
            "half": entry[budget]["accuracy gain"]["half"],
        }
        for network in NETWORKS
        for way, entry in lookup(f"sensitivity/{network}").items()
        if way != "none"
        for budget in BUDGETS
    ]
    unit = "'accuracy minus that of none, points'"
    panels = [
        panel(
            _chart([v for v in values if v["technique"] == technique], technique, axis),
            technique[0].upper() + technique[1:],
            unit,
            controls,
        )
        for technique, axis in TECHNIQUES.items()
    ]
    legend = [(f"stroke:{COLORS[each]}", each) for each in TECHNIQUES]
    order = ["network", "technique", "strength", "budget", "gain", "half"]
    rows = [[row[column] for column in order] for row in values]
    header = ["network", "technique", "strength", "epochs", "gain, points", "±"]
    return Figure(panels, controls, legend, header, rows)


def _chart(values: list[Row], technique: str, axis: str) -> Chart:
    data = (
        alt.Chart(alt.Data(values=values))
        .transform_filter("datum.network == network && datum.budget == budget")
        .transform_calculate(
            low="datum.gain - datum.half", high="datum.gain + datum.half"
        )
    )
    color = COLORS[technique]
    x = alt.X("strength:O", title=axis, axis=alt.Axis(labelAngle=-40))
    y = alt.Y("gain:Q", title=None, scale=alt.Scale(domain=[-40, 20], clamp=True))
    zero = alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color=INK).encode(y="y:Q")
    points = {"color": color, "size": 40}
    return alt.layer(
        zero,
        data.mark_rule(color=color).encode(x=x, y="low:Q", y2="high:Q"),
        data.mark_line(color=color, point=points).encode(x=x, y=y),
    )
