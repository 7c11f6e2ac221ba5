"""Scores over a rate or a strength, after as many epochs as the reader chooses."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

SHORT = 60
EPOCHS = 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400
SCORES = "accuracy", "cross-entropy"
UNIT = "score == 'accuracy' ? 'accuracy, %' : 'cross-entropy, nats'"
LABELS = {"clean": "Clean labels", "noisy": "A fifth of the labels wrong"}
CONTROLS = [
    base.Control("epochs", "Epochs", EPOCHS, EPOCHS[-1], slider=True),
    base.Control("score", "Score", SCORES, "accuracy"),
]
HEADER = ["epochs", "score", "test", "±", "training"]
KEYS = ["epochs", "score", "test", "half", "training"]


def load_rows(results: str, axis: str) -> list[base.Row]:
    """Return a row for each level on the axis, number of epochs and score."""
    return [
        {
            axis: level,
            "epochs": epochs,
            "score": score,
            "test": entry["curves"][score]["mean"][at],
            "half": entry["curves"][score]["half"][at],
            "training": entry["curves"][f"training {score}"]["mean"][at],
        }
        for level, entry in base.by_level(lookup(results))
        for score in SCORES
        for at, epochs in enumerate(EPOCHS)
    ]


def figure(file: str, technique: str, axis: str) -> base.Figure:
    """Return a panel for clean labels and one for noisy ones, over "rate" or "λ"."""
    color, ink = base.COLORS[technique], base.INK
    data = {labels: load_rows(f"{file}/{labels}", axis) for labels in LABELS}
    panels = [
        base.panel(_chart(data[labels], axis, color), title, UNIT, CONTROLS)
        for labels, title in LABELS.items()
    ]
    legend = [
        (f"stroke:{color}", "test, after the chosen epochs"),
        (f"stroke:{color};opacity:0.45", f"test, after {SHORT} epochs"),
        (f"stroke:{ink};stroke-dasharray:4 3", "training, after the chosen epochs"),
    ]
    rows = [
        {"labels": labels, **row}
        for labels in LABELS
        for row in data[labels]
        if row["epochs"] in (SHORT, EPOCHS[-1])
    ]
    header, keys = ["labels", axis, *HEADER], ["labels", axis, *KEYS]
    return base.Figure(panels, CONTROLS, legend, header, keys, rows)


def score_axis() -> alt.Y:
    """Return an axis for the test score, which begins at zero."""
    top = alt.expr("score == 'accuracy' ? 100 : 2.5")
    return alt.Y("test:Q", title=None, scale=alt.Scale(domainMin=0, domainMax=top))


def _chart(values: list[base.Row], axis: str, color: str) -> base.Chart:
    data = base.chart_of(values, "datum.score == score")
    now = base.with_interval(data.transform_filter("datum.epochs == epochs"), "test")
    short = data.transform_filter(f"datum.epochs == {SHORT}")
    x, y = base.strengths(axis), score_axis()
    return alt.layer(
        now.mark_line(color=base.INK, strokeDash=[4, 3]).encode(x=x, y="training:Q"),
        short.mark_line(color=color, opacity=0.45).encode(x=x, y=y),
        *base.line_with_intervals(now, x, y, color),
    )
