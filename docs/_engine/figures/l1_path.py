"""The path of one weight that only L1 moves."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

LOOKS = {
    "SGD": (base.COLORS["L1"], [1, 0]),
    "Adam": (base.INK, [4, 3]),
    "proximal": (base.COLORS["L1"], [2, 2]),
}
RATE = 0.01


def figure() -> base.Figure:
    """Return the figure: weight over steps, and the band of one step around zero."""
    results = lookup("l1_path")
    levels = list(results)
    controls = [base.Control("level", "λ", levels, "1.0", slider=True)]
    values = [
        {"λ": level, "way": way, "step": step, "w": w}
        for level in levels
        for way in LOOKS
        for step, w in enumerate(results[level][way]["path"])
    ]
    bands = [
        {"λ": level, "low": -RATE * float(level), "high": RATE * float(level)}
        for level in levels
    ]
    panels = [base.panel(_chart(values, bands), "One weight", "'its value'", controls)]
    color = base.COLORS["L1"]
    legend = [
        (f"stroke:{color}", "penalty, SGD"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "penalty, Adam"),
        (f"stroke:{color};stroke-dasharray:2 2", "proximal step, SGD"),
        (f"stroke:{color};stroke-width:8;opacity:.2", "one step of SGD, ±ηλ"),
    ]
    header, keys = ["λ", "step", "way", "weight"], ["λ", "step", "way", "w"]
    return base.Figure(panels, controls, legend, header, keys, values)


def _chart(values: list[base.Row], bands: list[base.Row]) -> base.Chart:
    condition = "datum['λ'] == level"
    scale = alt.Scale(domain=[-0.04, 0.06])
    band = base.chart_of(bands, condition).mark_rect(
        color=base.COLORS["L1"], opacity=0.2
    )
    x = alt.X("step:Q", title="step", axis=alt.Axis(values=[0, 10, 20, 30, 40]))
    y = alt.Y("w:Q", title=None, scale=scale)
    lines = [
        base.chart_of(values, condition, f"datum.way == '{way}'")
        .mark_line(color=color, strokeDash=dash, clip=True)
        .encode(x=x, y=y)
        for way, (color, dash) in LOOKS.items()
    ]
    low = alt.Y("low:Q", title=None, scale=scale)
    return alt.layer(band.encode(y=low, y2="high:Q"), *lines)
