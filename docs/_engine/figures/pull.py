"""Pull of L1 and L2 on a weight, and where the weight ends."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

PANELS = {
    "pull": ("Pull of the penalty", "'toward zero, over the weight'", 3),
    "end": ("Where a weight ends", "'over the weight that the data want'", 1.5),
}


def figure() -> base.Figure:
    """Return the figure: the pulls, the weights that they leave, a slider for λ."""
    results = base.by_level(lookup("pull"))
    levels = [level for level, _ in results]
    controls = [base.Control("level", "λ", levels, "1.0", slider=True)]
    values = [
        {
            "λ": level,
            "penalty": penalty,
            "w": weight,
            "pull": entry[penalty]["pull"][str(weight)],
            "end": entry[penalty]["end"][str(weight)],
        }
        for level, entry in results
        for penalty in ("L1", "L2")
        for weight in sorted(map(float, entry[penalty]["pull"]))
    ]
    panels = [
        base.panel(_chart(values, what, reach), title, unit, controls)
        for what, (title, unit, reach) in PANELS.items()
    ]
    legend = [
        (f"stroke:{base.COLORS['L1']}", "L1"),
        (f"stroke:{base.COLORS['L2']}", "L2"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "no penalty"),
    ]
    header = ["λ", "penalty", "weight", "pull", "end"]
    keys = ["λ", "penalty", "w", "pull", "end"]
    # Both halves are alike but for the sign.
    rows = [row for row in values if row["w"] > 0]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _chart(values: list[base.Row], what: str, reach: float) -> base.Chart:
    ticks = alt.Axis(values=[-1.5, -1, -0.5, 0, 0.5, 1, 1.5])
    scale = alt.Scale(domain=[-1.5, 1.5], nice=False)
    x = alt.X("w:Q", title="weight", axis=ticks, scale=scale)
    if what == "end":
        x = x.title("weight without a penalty")
    y = alt.Y(f"{what}:Q", title=None, scale=alt.Scale(domain=[-reach, reach]))
    none = [{"w": w, what: w * (what == "end")} for w in (-1.5, 1.5)]
    now = base.chart_of(values, "datum['λ'] == level").transform_calculate(
        side="datum.w > 0"
    )
    lines = [
        now.transform_filter(f"datum.penalty == '{penalty}'")
        .mark_line(color=base.COLORS[penalty], strokeWidth=2.5, clip=True)
        .encode(x=x, y=y, detail="side:N")
        for penalty in ("L2", "L1")
    ]
    dashed = base.chart_of(none).mark_line(color=base.INK, strokeDash=[4, 3])
    return alt.layer(dashed.encode(x=x, y=y), *lines)
