"""Gains of each technique, combination and rival over no regularization."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel
from docs._engine.figures.scores import Row

BUDGETS = "60", "400"
SCORES = {"accuracy": "points", "cross-entropy": "nats"}
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
LABELS = {"clean": "Clean labels", "noisy": "A fifth of the labels wrong"}


def figure() -> Figure:
    """Return the figure: a dot and an interval for each way."""
    controls = [
        Control("labels", "Labels", list(LABELS), "noisy"),
        Control("budget", "Epochs", BUDGETS, "400"),
        Control("score", "Score", list(SCORES), "accuracy"),
    ]
    values = [
        {
            "labels": labels,
            "budget": budget,
            "score": score,
            "way": way,
            "gain": entry[budget][f"{score} gain"]["mean"],
            "half": entry[budget][f"{score} gain"]["half"],
            "verdict": entry[budget][f"{score} gain"]["verdict"],
            "color": COLORS.get(way.rpartition(" ")[0], INK),
        }
        for labels in LABELS
        for way in WAYS
        for entry in [lookup(f"combinations/{labels}/{way}")]
        for budget in BUDGETS
        for score in SCORES
    ]
    unit = "score + ' minus that of none, ' + (score == 'accuracy' ? 'points' : 'nats')"
    drawn = panel(_chart(values), "Gain on new digits", unit, controls)
    # With the names of the ways, it is as wide as a phone.
    panels = [drawn.properties(width=190)]
    legend = [
        (f"stroke:{INK};stroke-width:4", "beyond noise"),
        (f"stroke:{INK};stroke-width:1", "within noise: the interval holds 0"),
    ]
    header = ["labels", "epochs", "score", "way", "gain", "±", "verdict"]
    order = ["labels", "budget", "score", "way", "gain", "half", "verdict"]
    rows = [[row[column] for column in order] for row in values]
    return Figure(panels, controls, legend, header, rows)


def _chart(values: list[Row]) -> Chart:
    data = (
        alt.Chart(alt.Data(values=values))
        .transform_filter(
            "datum.labels == labels && datum.budget == budget && datum.score == score"
        )
        .transform_calculate(
            low="datum.gain - datum.half", high="datum.gain + datum.half"
        )
    )
    color = alt.Color("color:N", scale=None)
    noise = "datum.verdict == 'within noise'"
    width = alt.condition(noise, alt.value(1), alt.value(4))
    size = alt.condition(noise, alt.value(30), alt.value(90))
    x = alt.X("gain:Q", title=None)
    y = alt.Y("way:N", title=None, sort=None, axis=alt.Axis(labelLimit=200))
    zero = alt.Chart(alt.Data(values=[{"x": 0}])).mark_rule(color=INK).encode(x="x:Q")
    return alt.layer(
        zero,
        data.mark_rule().encode(
            x="low:Q", x2="high:Q", y=y, color=color, strokeWidth=width
        ),
        data.mark_point(filled=True, opacity=1).encode(
            x=x, y=y, color=color, size=size
        ),
    )
