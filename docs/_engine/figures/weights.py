"""Weights of a first kernel without a penalty, under L1 and under L2, on one axis."""

import altair as alt
import numpy as np

from docs._engine.core.results import lookup
from docs._engine.figures import base

STRENGTHS = {
    "weak": {"L1": "0.0003", "L2": "0.003"},
    "medium": {"L1": "0.001", "L2": "0.01"},
    "strong": {"L1": "0.003", "L2": "0.03"},
}
CENTERS = np.linspace(-0.4, 0.4, 81)
"""The middle of each bin; the first and the last bin have all that is beyond."""


def figure() -> base.Figure:
    """Return the figure: three histograms on one axis, and a slider for λ."""
    controls = [base.Control("level", "Penalty", [*STRENGTHS], "medium", slider=True)]
    entries = {"none": lookup("weights/none")}
    for technique in "L1", "L2":
        for name, levels in STRENGTHS.items():
            level = levels[technique]
            entries[f"{technique} {name}"] = lookup(f"weights/{technique}/{level}")
    rows = [
        {"of": name, "w": round(float(w), 2), "share": share}
        for name, entry in entries.items()
        for w, share in zip(CENTERS[1:-1], entry["histogram"][1:-1], strict=True)
        # Near zero all of them; elsewhere every other one.
        if abs(w) < 0.045 or round(100 * w) % 2 == 0
    ]
    unit = (
        "{weak: 'L1(0.0003), L2(0.003)', medium: 'L1(0.001), L2(0.01)', "
        "strong: 'L1(0.003), L2(0.03)'}[level] + '; share, %'"
    )
    panels = [base.panel(_chart(rows), "Weights of the first layer", unit, controls)]
    legend = [
        (f"stroke:{base.COLORS['none']}", "no penalty"),
        (f"stroke:{base.COLORS['L1']}", "L1"),
        (f"stroke:{base.COLORS['L2']}", "L2"),
    ]
    table = [
        {
            "of": name,
            **{
                share: f"{entry[share]['mean']:g} ± {entry[share]['half']:g}"
                for share in ("below 0.001", "above 0.2", "zero")
            },
        }
        for name, entry in entries.items()
    ]
    header = ["penalty", "below 0.001, %", "above 0.2, %", "exactly 0, %"]
    keys = ["of", "below 0.001", "above 0.2", "zero"]
    return base.Figure(panels, controls, legend, header, keys, table)


def _chart(rows: list[base.Row]) -> base.Chart:
    scale = alt.Scale(domain=[-0.4, 0.4], nice=False)
    axis = alt.Axis(values=[-0.4, -0.2, 0, 0.2, 0.4])
    x = alt.X("w:Q", title="weight", scale=scale, axis=axis)
    y = alt.Y("share:Q", title=None, scale=alt.Scale(type="sqrt", domain=[0, 100]))
    lines = [
        base.chart_of(rows, f"datum.of == {name}")
        .mark_line(color=base.COLORS[technique], interpolate="step", strokeWidth=1.5)
        .encode(x=x, y=y)
        for technique, name in (
            ("none", "'none'"),
            ("L2", "'L2 ' + level"),
            ("L1", "'L1 ' + level"),
        )
    ]
    return alt.layer(*lines)
