"""Gains of each technique, combination and rival over no regularization."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

BUDGETS = "60", "400"
SCORES = "accuracy", "cross-entropy"
WAYS = (
    "dropout 0.5",
    "L1 0.001",
    "L2 0.03",
    "elastic net 0.0003, 0.003",
    "dropout 0.3 + L1 0.001",
    "dropout 0.3 + L2 0.003",
    "dropout 0.5 + L2 0.003",
    "AdamW 0.1",
    "AdamW 1",
    "early stopping",
    "dropout 0.5 + early stopping",
)
LABELS = "clean", "noisy"


def figure() -> base.Figure:
    """Return the figure: a dot and an interval for each way."""
    controls = [
        base.Control("labels", "Labels", LABELS, "noisy"),
        base.Control("budget", "Epochs", BUDGETS, "400"),
        base.Control("score", "Score", SCORES, "accuracy"),
    ]
    values = [
        {
            "labels": labels,
            "budget": budget,
            "score": score,
            "way": way,
            "gain": gain["mean"],
            "half": gain["half"],
            "verdict": gain["verdict"],
            "color": base.COLORS.get(way.rpartition(" ")[0], base.INK),
        }
        for labels in LABELS
        for way in WAYS
        for entry in [lookup(f"combinations/{labels}/{way}")]
        for budget in BUDGETS
        for score in SCORES
        for gain in [entry[budget][f"{score} gain"]]
    ]
    unit = "score + ' minus that of none, ' + (score == 'accuracy' ? 'points' : 'nats')"
    chart = base.panel(_chart(values), "Gain on new digits", unit, controls)
    # With the names of the ways, it is as wide as a phone.
    panels = [chart.properties(width=190)]
    legend = [
        (f"stroke:{base.INK};stroke-width:4", "beyond noise"),
        (f"stroke:{base.INK};stroke-width:1", "within noise: the interval holds 0"),
    ]
    header = ["labels", "epochs", "score", "way", "gain", "±", "verdict"]
    keys = ["labels", "budget", "score", "way", "gain", "half", "verdict"]
    return base.Figure(panels, controls, legend, header, keys, values)


def _chart(values: list[base.Row]) -> base.Chart:
    condition = (
        "datum.labels == labels && datum.budget == budget && datum.score == score"
    )
    data = base.with_interval(base.chart_of(values, condition), "gain")
    color = alt.Color("color:N", scale=None)
    noise = "datum.verdict == 'within noise'"
    width = alt.condition(noise, alt.value(1), alt.value(4))
    size = alt.condition(noise, alt.value(30), alt.value(90))
    x = alt.X("gain:Q", title=None)
    y = alt.Y("way:N", title=None, sort=None, axis=alt.Axis(labelLimit=200))
    zero = base.chart_of([{"x": 0}]).mark_rule(color=base.INK).encode(x="x:Q")
    rules = data.mark_rule().encode(
        x="low:Q", x2="high:Q", y=y, color=color, strokeWidth=width
    )
    points = data.mark_point(filled=True, opacity=1)
    return alt.layer(zero, rules, points.encode(x=x, y=y, color=color, size=size))
