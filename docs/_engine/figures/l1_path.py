"""The path of one weight that only L1 moves."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel
from docs._engine.figures.scores import Row

LOOKS = {
    "SGD": (COLORS["L1"], [1, 0]),
    "Adam": (INK, [4, 3]),
    "proximal": (COLORS["L1"], [2, 2]),
}
RATE = 0.01


def figure() -> Figure:
    """Return the figure: weight over steps, and the band of one step around zero."""
    results = lookup("l1_path")
    levels = list(results)
    controls = [Control("level", "λ", levels, "1.0", slider=True)]
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
    panels = [panel(_chart(values, bands), "One weight", "'its value'", controls)]
    legend = [
        (f"stroke:{COLORS['L1']}", "penalty, SGD"),
        (f"stroke:{INK};stroke-dasharray:4 3", "penalty, Adam"),
        (f"stroke:{COLORS['L1']};stroke-dasharray:2 2", "proximal step, SGD"),
        (f"stroke:{COLORS['L1']};stroke-width:8;opacity:.2", "one step of SGD, ±ηλ"),
    ]
    rows = [[row["λ"], row["step"], row["way"], row["w"]] for row in values]
    return Figure(panels, controls, legend, ["λ", "step", "way", "weight"], rows)


def _chart(values: list[Row], bands: list[Row]) -> Chart:
    chosen = "datum['λ'] == level"
    scale = alt.Scale(domain=[-0.04, 0.06])
    band = (
        alt.Chart(alt.Data(values=bands))
        .transform_filter(chosen)
        .mark_rect(color=COLORS["L1"], opacity=0.2)
        .encode(y=alt.Y("low:Q", title=None, scale=scale), y2="high:Q")
    )
    data = alt.Chart(alt.Data(values=values)).transform_filter(chosen)
    lines = [
        data.transform_filter(f"datum.way == '{way}'")
        .mark_line(color=color, strokeDash=dash, clip=True)
        .encode(
            x=alt.X("step:Q", title="step", axis=alt.Axis(values=[0, 10, 20, 30, 40])),
            y=alt.Y("w:Q", title=None, scale=scale),
        )
        for way, (color, dash) in LOOKS.items()
    ]
    return alt.layer(band, *lines)
