"""Columns that proximal L1 keeps, over its strength."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

OF = "columns", "noise"


def figure() -> base.Figure:
    """Return the figure: numbers of columns over λ, and the weights at one λ."""
    settings = base.by_level(lookup("feature_selection"))
    levels = [level for level, _ in settings]
    controls = [base.Control("level", "λ", levels, "0.1", slider=True)]
    counts = [
        {"λ": level, "of": of, "kept": number["mean"], "half": number["half"]}
        for level, entry in settings
        for of in OF
        for number in [entry[f"{of} kept"]]
    ]
    weights = [
        {"λ": level, "column": at, "w": w, "of": "columns" if at < 10 else "noise"}
        for level, entry in settings
        for at, w in enumerate(entry["weights"])
    ]
    panels = [
        base.panel(
            _column_counts(counts),
            "Columns that keep a weight",
            "'number of columns'",
            controls,
        ),
        base.panel(_weights(weights), "Weights of one run", "'standardized'", controls),
    ]
    legend = [
        (f"stroke:{base.COLORS['L1']}", "10 features of patients"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "30 features of pure noise"),
    ]
    header, keys = ["λ", "columns", "kept", "±"], ["λ", "of", "kept", "half"]
    return base.Figure(panels, controls, legend, header, keys, counts)


def _column_counts(values: list[base.Row]) -> base.Chart:
    data = base.with_interval(base.chart_of(values), "kept")
    x, y = base.strengths("λ"), alt.Y("kept:Q", title=None)
    columns, noise = (data.transform_filter(f"datum.of == '{of}'") for of in OF)
    return alt.layer(
        *base.line_with_intervals(columns, x, y, base.COLORS["L1"], [1, 0]),
        *base.line_with_intervals(noise, x, y, base.INK, [4, 3]),
    )


def _weights(values: list[base.Row]) -> alt.Chart:
    x = alt.X("column:Q", title="column", scale=alt.Scale(domain=[-1, 40]))
    y = alt.Y("w:Q", title=None, scale=alt.Scale(domain=[-0.2, 0.4]))
    colors = alt.Scale(range=[base.COLORS["L1"], base.INK])
    color = alt.Color("of:N", legend=None, scale=colors)
    bars = base.chart_of(values, "datum.λ == level").mark_bar(width=4)
    return bars.encode(x=x, y=y, color=color)
