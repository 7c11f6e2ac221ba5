"""Weights under L1: the shares that are small and zero, and their distribution."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

STEP = 0.02
"""Width of the bins of the histogram, but for the first and the last."""


def figure() -> base.Figure:
    """Return the figure: shares over λ, and the histogram of one λ."""
    settings = base.by_level(lookup("l1_strength/noisy"))
    levels = [level for level, _ in settings]
    controls = [base.Control("level", "λ", levels, "0.001", slider=True)]
    shares = [
        {"λ": level, "way": way, "share": entry["weights"][which]["mean"]}
        for way, results, which in (
            ("penalty, small", "l1_strength/noisy", "small"),
            ("penalty, zero", "l1_strength/noisy", "zero"),
            ("proximal, zero", "l1_strength/proximal", "zero"),
        )
        for level, entry in base.by_level(lookup(results))
    ]
    bins = [
        # The first bin, weights below 0.001, stands to the left of zero.
        {"λ": level, "start": STEP * (at - 1), "end": STEP * at, "share": share}
        for level, entry in settings
        for at, share in enumerate(entry["weights"]["histogram"])
    ]
    unit = "'share of the first kernel, %'"
    panels = [
        base.panel(_shares(shares), "Small and zero weights", unit, controls),
        base.panel(_histogram(bins), "Sizes of the weights", unit, controls),
    ]
    color = base.COLORS["L1"]
    legend = [
        (f"stroke:{color}", "smaller than 0.001, with a penalty"),
        (f"stroke:{color};stroke-dasharray:4 3", "exactly 0, with a proximal step"),
        (f"stroke:{base.INK}", "exactly 0, with a penalty"),
    ]
    header, keys = ["weights", "λ", "share, %"], ["way", "λ", "share"]
    return base.Figure(panels, controls, legend, header, keys, shares)


def _shares(values: list[base.Row]) -> base.Chart:
    data = base.chart_of(values)
    y = alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 100]))
    lines = [
        data.transform_filter(f"datum.way == '{way}'")
        .mark_line(color=color, strokeDash=dash, point={"color": color, "size": 30})
        .encode(x=base.strengths("λ"), y=y)
        for way, color, dash in (
            ("penalty, small", base.COLORS["L1"], [1, 0]),
            ("proximal, zero", base.COLORS["L1"], [4, 3]),
            ("penalty, zero", base.INK, [1, 0]),
        )
    ]
    level = data.transform_filter("datum.λ == level")
    rule = level.mark_rule(color=base.INK, strokeDash=[1, 3])
    return alt.layer(*lines, rule.encode(x=base.strengths("λ")))


def _histogram(values: list[base.Row]) -> alt.Chart:
    title = "|w|; left of 0: below 0.001"
    scale = alt.Scale(domain=[-STEP, 0.62], nice=False)
    axis = alt.Axis(values=[0, 0.2, 0.4, 0.6])
    y = alt.Y("share:Q", title=None, scale=alt.Scale(type="sqrt", domain=[0, 100]))
    x = alt.X("start:Q", title=title, scale=scale, axis=axis)
    data = base.chart_of(values, "datum.λ == level")
    bars = data.mark_bar(color=base.COLORS["L1"], binSpacing=0)
    return bars.encode(x=x, x2="end:Q", y=y, y2=alt.datum(0))
