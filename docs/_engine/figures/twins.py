"""Weights of three features that are alike under L1, elastic net and L2."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

PENALTIES = {
    "L1": ("L1(λ)", base.COLORS["L1"]),
    "elastic net": ("L1L2(λ/2, λ/2)", base.INK),
    "L2": ("L2(λ)", base.COLORS["L2"]),
}
SAMPLES = 3


def figure() -> base.Figure:
    """Return the figure: a panel for each penalty, and a list of samples."""
    samples = [str(number + 1) for number in range(SAMPLES)]
    controls = [base.Control("sample", "Sample", samples, "1")]
    panels = [
        base.panel(_chart(penalty, color), title, "'weights over λ'", controls)
        for penalty, (title, color) in PENALTIES.items()
    ]
    legend = [
        (f"stroke:{base.COLORS['L1']}", "a feature that is alike, L1"),
        (f"stroke:{base.INK}", "elastic net"),
        (f"stroke:{base.COLORS['L2']}", "L2"),
        (f"stroke:{base.INK};stroke-dasharray:2 3;opacity:.6", "a feature of noise"),
    ]
    rows = [
        {
            "penalty": penalty,
            "λ": level,
            **{
                key: f"{entry[key]['mean']:g} ± {entry[key]['half']:g}"
                for key in ("alike kept", "noise kept", "spread")
            },
        }
        for penalty in PENALTIES
        for level, entry in base.by_level(lookup(f"twins/{penalty}"))
    ]
    header = ["penalty", "λ", "kept of 3 alike", "kept of 4 noise", "spread"]
    keys = ["penalty", "λ", "alike kept", "noise kept", "spread"]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _chart(penalty: str, color: str) -> base.Chart:
    rows = [
        {
            "sample": str(sample + 1),
            "λ": float(level),
            "feature": feature,
            "w": round(entry["samples"][sample][feature], 2),
        }
        for level, entry in base.by_level(lookup(f"twins/{penalty}"))
        for sample in range(SAMPLES)
        for feature in range(7)
    ]
    data = base.chart_of(rows, "datum.sample == sample")
    x = alt.X("λ:Q", title="λ", scale=alt.Scale(domain=[0, 3]))
    y = alt.Y("w:Q", title=None, scale=alt.Scale(domain=[-1.5, 3.5]))
    where = {"x": x, "y": y, "detail": "feature:N"}
    return alt.layer(
        data.transform_filter("datum.feature > 2")
        .mark_line(color=base.INK, strokeDash=[2, 3], opacity=0.6)
        .encode(**where),
        data.transform_filter("datum.feature < 3")
        .mark_line(color=color, strokeWidth=2.5)
        .encode(**where),
    )
