"""The norm of a kernel before a normalization, and its effective learning rate."""

from typing import Any

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

TITLES = {"norm": "Norm of the kernel", "rate": "Effective learning rate"}
UNITS = {"norm": "'mean of ten networks'", "rate": "'learning rate / norm²'"}
TICKS = {"norm": [0.5, 1, 2, 5, 10], "rate": [0.001, 0.01, 0.1, 0.3]}


def figure() -> base.Figure:
    """Return the figure: a panel for the norm, one for the rate, a slider for λ."""
    results = base.by_level(lookup("batch_norm_scale"))
    levels = [level for level, _ in results if level != "none"]
    controls = [base.Control("level", "λ", levels, "0.03", slider=True)]
    panels = [
        base.panel(_chart(results, curve), title, UNITS[curve], controls)
        for curve, title in TITLES.items()
    ]
    legend = [
        (f"stroke:{base.INK};stroke-dasharray:4 3", "without L2"),
        (f"stroke:{base.COLORS['L2']}", "with L2"),
    ]
    rows = [
        {
            "λ": level,
            **{
                f"{key} {part}": entry[key][part]
                for key in ("norm", "growth", "accuracy")
                for part in ("mean", "half")
            },
        }
        for level, entry in results
    ]
    header = ["λ", "norm at the end", "±", "effective rate, end / start", "±"]
    header += ["test accuracy, %", "±"]
    return base.Figure(panels, controls, legend, header, [*rows[0]], rows)


def _chart(results: list[tuple[str, Any]], curve: str) -> base.Chart:
    rows = [
        {"λ": level, "step": step, "value": mean, "half": half}
        for level, entry in results
        for step, mean, half in zip(
            entry["curves"]["step"],
            *(entry["curves"][curve][key] for key in ("mean", "half")),
            strict=True,
        )
    ]
    x = alt.X("step:Q", title="step", axis=alt.Axis(values=[0, 200, 400, 600]))
    ticks = TICKS[curve]
    scale = alt.Scale(type="log", domain=[ticks[0], ticks[-1]], nice=False)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(values=ticks))
    looks = [
        ("datum.λ == 'none'", base.INK, [4, 3]),
        ("datum.λ == level", base.COLORS["L2"], [1, 0]),
    ]
    return alt.layer(
        *(
            base.chart_of(rows, condition)
            .mark_line(color=color, strokeDash=dash)
            .encode(x=x, y=y)
            for condition, color, dash in looks
        )
    )
