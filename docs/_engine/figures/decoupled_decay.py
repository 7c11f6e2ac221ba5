"""How fast L2 and weight decay shrink weights with small and large gradients."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

TITLES = {"L2": "Adam with L2", "weight decay": "Adam with weight decay"}
LOOKS = {
    "0.1": ("small gradients", [1, 0]),
    "1.0": ("ten times as large", [6, 3]),
    "10.0": ("a hundred times as large", [2, 2]),
}
EVERY = 50


def figure() -> base.Figure:
    """Return the figure: a panel for L2, one for weight decay, a slider for λ."""
    results = base.by_level(lookup("decoupled_decay"))
    levels = [level for level, _ in results]
    controls = [base.Control("level", "λ", levels, levels[-1], slider=True)]
    unit = "'mean weight'"
    panels = [base.panel(_chart(way), TITLES[way], unit, controls) for way in TITLES]
    color = base.COLORS["L2"]
    legend = [
        (f"stroke:{color};stroke-dasharray:{dash[0]} {dash[1]}", name)
        for name, dash in LOOKS.values()
    ]
    rows = [
        {"λ": level, "way": way, "noise": noise, **part["end"]}
        for level, entry in results
        for way, groups in entry.items()
        for noise, part in groups.items()
    ]
    header = ["λ", "way", "size of the gradients", "weight after 1,000 steps", "±"]
    keys = ["λ", "way", "noise", "mean", "half"]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _chart(way: str) -> base.Chart:
    rows = [
        {"λ": level, "noise": noise, "step": EVERY * at, "weight": weight}
        for level, entry in base.by_level(lookup("decoupled_decay"))
        for noise, part in entry[way].items()
        for at, weight in enumerate(part["path"])
    ]
    x = alt.X("step:Q", title="step", axis=alt.Axis(values=[0, 250, 500, 750, 1000]))
    y = alt.Y("weight:Q", title=None, scale=alt.Scale(domain=[-0.05, 1.05], nice=False))
    return alt.layer(
        *(
            base.chart_of(rows, "datum.λ == level", f"datum.noise == '{noise}'")
            .mark_line(color=base.COLORS["L2"], strokeDash=dash, strokeWidth=2)
            .encode(x=x, y=y)
            for noise, (_, dash) in LOOKS.items()
        )
    )
