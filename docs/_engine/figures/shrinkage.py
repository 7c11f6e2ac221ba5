"""Weights of a linear model over the strength of L1 and of L2."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

LABELED = {"s5": -9, "bmi": 10, "bp": 11, "s1": 14}
"""Features whose path has a name, and how far below its start the name is."""


def figure() -> base.Figure:
    """Return the figure: a panel for each penalty, and a slider for λ."""
    fits = base.by_level(lookup("shrinkage"))
    controls = [
        base.Control("level", "λ", [level for level, _ in fits], "0.1", slider=True)
    ]
    panels = []
    for penalty in "L1", "L2":
        counts = {level: entry[penalty]["not zero"] for level, entry in fits}
        unit = f"'weights; ' + {counts}[level] + ' of 10 are not 0'"
        title = f"{penalty}(λ)"
        panels.append(base.panel(_chart(penalty, fits), title, unit, controls))
    legend = [
        (f"stroke:{base.COLORS['L1']}", "a weight under L1"),
        (f"stroke:{base.COLORS['L2']}", "a weight under L2"),
        (f"stroke:{base.INK};stroke-dasharray:1 3", "the λ chosen"),
    ]
    header = ["penalty", "λ", *next(iter(fits))[1]["L1"]["weights"]]
    rows = [
        {"penalty": penalty, "λ": level, **entry[penalty]["weights"]}
        for penalty in ("L1", "L2")
        for level, entry in fits
    ]
    return base.Figure(panels, controls, legend, header, header, rows)


def _chart(penalty: str, fits: list) -> base.Chart:
    rows = [
        {"λ": float(level), "feature": feature, "w": round(w, 3)}
        for level, entry in fits
        for feature, w in entry[penalty]["weights"].items()
    ]
    color = base.COLORS[penalty]
    levels = [float(level) for level, _ in fits]
    scale = alt.Scale(type="log", domain=[levels[0], levels[-1]])
    axis = alt.Axis(values=[0.01, 0.1, 1], grid=False)
    x = alt.X("λ:Q", title="λ", scale=scale, axis=axis)
    y = alt.Y("w:Q", title=None, scale=alt.Scale(domain=[-0.5, 0.5], nice=False))
    data = base.chart_of(rows)
    names = [
        data.transform_filter(f"datum.feature == '{feature}'")
        .transform_filter(f"datum['λ'] == {levels[0]}")
        .mark_text(align="left", dx=4, dy=shift, color=base.INK)
        .encode(x=x, y=y, text="feature:N")
        for feature, shift in LABELED.items()
    ]
    chosen = base.chart_of([{"λ": level} for level in levels])
    return alt.layer(
        data.mark_line(color=color, opacity=0.75).encode(x=x, y=y, detail="feature:N"),
        chosen.transform_filter("datum['λ'] == toNumber(level)")
        .mark_rule(color=base.INK, strokeDash=[1, 3])
        .encode(x=x),
        *names,
    )
