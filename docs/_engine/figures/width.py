"""Errors over the number of hidden units, with and without L2."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

LABELS = {"clean": "Clean labels", "noisy": "A fifth of the labels wrong"}
TECHNIQUES = {
    "none": (base.COLORS["none"], [1, 0]),
    "L2": (base.COLORS["L2"], [1, 0]),
    "training": (base.INK, [4, 3]),
}
IMAGES = 120


def figure() -> base.Figure:
    """Return the figure: a panel for clean labels and one with wrong ones."""
    values = [
        {
            "labels": labels,
            "units": int(width),
            "of": technique,
            "wrong": round(entry[technique]["wrong"]["mean"], 1),
            "half": entry[technique]["wrong"]["half"],
        }
        for labels in LABELS
        for width, entry in base.by_level(lookup(f"width/{labels}"))
        for technique in TECHNIQUES
    ]
    panels = [
        base.panel(_chart(values, labels), title, "'wrong predictions, %'", [])
        for labels, title in LABELS.items()
    ]
    legend = [
        (f"stroke:{base.COLORS['none']}", "test, no penalty"),
        (f"stroke:{base.COLORS['L2']}", "test, tuned L2"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "training, no penalty"),
        (f"stroke:{base.INK};stroke-dasharray:1 3", f"{IMAGES} units"),
    ]
    header = ["labels", "units", "of", "wrong, %", "±"]
    keys = ["labels", "units", "of", "wrong", "half"]
    return base.Figure(panels, [], legend, header, keys, values)


def _chart(values: list[base.Row], labels: str) -> base.Chart:
    scale = alt.Scale(type="log", domain=[5, 2000])
    axis = alt.Axis(values=[10, 100, 1000], grid=False)
    x = alt.X("units:Q", title="hidden units", scale=scale, axis=axis)
    y = alt.Y("wrong:Q", title=None, scale=alt.Scale(domain=[0, 100]))
    rows = [row for row in values if row["labels"] == labels]
    layers = [
        base.chart_of([{"units": IMAGES}])
        .mark_rule(color=base.INK, strokeDash=[1, 3])
        .encode(x=x)
    ]
    for technique, (color, dash) in TECHNIQUES.items():
        data = base.chart_of([row for row in rows if row["of"] == technique])
        if technique != "training":
            area = base.with_interval(data, "wrong").mark_area(color=color, opacity=0.2)
            layers.append(area.encode(x=x, y="low:Q", y2="high:Q"))
        line = data.mark_line(color=color, strokeDash=dash)
        layers.append(line.encode(x=x, y=y))
    return alt.layer(*layers)
