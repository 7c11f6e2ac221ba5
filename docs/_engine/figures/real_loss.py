"""The validation loss and its cross-entropy over the epochs, with L2."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

SCORES = {"val_loss": base.COLORS["L2"], "error": base.INK}


def figure() -> base.Figure:
    """Return the figure: one panel with both curves, and a slider for λ."""
    results = base.by_level(lookup("real_loss"))
    levels = [level for level, _ in results]
    controls = [base.Control("level", "λ", levels, "0.03", slider=True)]
    curves = [
        {"λ": level, "score": score, "epoch": epoch, "value": value}
        for level, entry in results
        for score in SCORES
        for epoch, value in zip(
            entry["curves"]["epoch"], entry["curves"][score], strict=True
        )
    ]
    least = [
        {
            "λ": level,
            "score": score,
            "epoch": entry[score]["epoch"]["mean"],
            "half": entry[score]["epoch"]["half"],
            "error": entry[score]["cross-entropy"]["mean"],
            "error half": entry[score]["cross-entropy"]["half"],
        }
        for level, entry in results
        for score in SCORES
    ]
    mean = "'mean of ten networks, nats'"
    panels = [
        base.panel(_curves(curves), "On the validation data", mean, controls),
        base.panel(_least(least), "Where it is least", "'epoch'", controls),
    ]
    legend = [
        (f"stroke:{SCORES['val_loss']}", "val_loss"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "cross-entropy"),
    ]
    names = {"val_loss": "val_loss", "error": "cross-entropy"}
    rows = [{**row, "score": names[str(row["score"])]} for row in least]
    header = ["λ", "least", "in epoch", "±", "cross-entropy there, nats", "±"]
    keys = ["λ", "score", "epoch", "half", "error", "error half"]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _curves(values: list[base.Row]) -> base.Chart:
    scale = alt.Scale(domain=[0, 100])
    axis = alt.Axis(values=[0, 25, 50, 75, 100])
    x = alt.X("epoch:Q", title="epoch", scale=scale, axis=axis)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, 1.75], nice=False))
    return alt.layer(
        *(
            base.chart_of(values, "datum.λ == level", f"datum.score == '{score}'")
            .mark_line(color=color, strokeDash=_dash(score), clip=True)
            .encode(x=x, y=y)
            for score, color in SCORES.items()
        )
    )


def _least(values: list[base.Row]) -> base.Chart:
    x = base.strengths("λ")
    y = alt.Y("epoch:Q", title=None, scale=alt.Scale(domainMin=0))
    layers: list[alt.Chart] = []
    for score, color in SCORES.items():
        data = base.chart_of(values, f"datum.score == '{score}'")
        data = base.with_interval(data, "epoch")
        layers += base.line_with_intervals(data, x, y, color, _dash(score))
        now = data.transform_filter("datum.λ == level")
        marks = now.mark_point(color=base.INK, size=120, strokeWidth=2)
        layers.append(marks.encode(x=x, y=y))
    return alt.layer(*layers)


def _dash(score: str) -> list[int]:
    return [4, 3] if score == "error" else [1, 0]
