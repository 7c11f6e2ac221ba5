"""Training and test curves of a network without regularization."""

import altair as alt

from docs._engine.figures import base, scores

LABELS = {
    "clean": "Clean labels",
    "noisy": "A fifth of the labels wrong",
    "very noisy": "Two fifths of the labels wrong",
}


def figure() -> base.Figure:
    """Return the figure: a panel for each share of wrong labels."""
    controls = [base.Control("score", "Score", scores.SCORES, "cross-entropy")]
    data = {each: scores.load_rows(f"overfitting/{each}", "level") for each in LABELS}
    panels = [
        base.panel(_chart(data[labels]), title, scores.UNIT, controls)
        for labels, title in LABELS.items()
    ]
    legend = [
        (f"stroke:{base.COLORS['none']}", "test"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "training"),
    ]
    header, keys = ["labels", *scores.HEADER], ["labels", *scores.KEYS]
    rows = [{"labels": labels, **row} for labels in LABELS for row in data[labels]]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _chart(values: list[base.Row]) -> base.Chart:
    data = base.with_interval(base.chart_of(values, "datum.score == score"), "test")
    x = alt.X(
        "epochs:Q",
        title="epochs",
        scale=alt.Scale(domain=[0, 400]),
        axis=alt.Axis(values=[0, 100, 200, 300, 400]),
    )
    color = base.COLORS["none"]
    return alt.layer(
        data.mark_area(color=color, opacity=0.2).encode(x=x, y="low:Q", y2="high:Q"),
        data.mark_line(color=color).encode(x=x, y=scores.score_axis()),
        data.mark_line(color=base.INK, strokeDash=[4, 3]).encode(x=x, y="training:Q"),
    )
