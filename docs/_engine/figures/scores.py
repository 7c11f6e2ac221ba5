"""Scores over a rate or a strength, after as many epochs as the reader chooses."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel

Setting = dict[str, Any]
"""The results of one setting, as a data file holds them."""
Row = dict[str, Any]
"""A row of the data that a chart is drawn from."""
SHORT = 60
EPOCHS = 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400
SCORES = {"accuracy": "%", "cross-entropy": "nats"}
LABELS = {"clean": "Clean labels", "noisy": "A fifth of the labels wrong"}
CONTROLS = [
    Control("epochs", "Epochs", EPOCHS, EPOCHS[-1], slider=True),
    Control("score", "Score", list(SCORES), "accuracy"),
]


def rows(results: str, axis: str) -> list[Row]:
    """Return a row for each setting, number of epochs and score.

    Args:
        results: The reference to the settings by level, as `lookup` takes it.
        axis: The name of the column for the level.
    """
    return [
        {
            axis: level,
            "epochs": epochs,
            "score": score,
            "test": entry["curves"][score]["mean"][at],
            "half": entry["curves"][score]["half"][at],
            "training": entry["curves"][f"training {score}"]["mean"][at],
        }
        for level, entry in by_level(lookup(results))
        for score in SCORES
        for at, epochs in enumerate(EPOCHS)
    ]


def by_level(results: dict[str, Setting]) -> list[tuple[str, Setting]]:
    """Return the settings in order: none, then from weak to strong."""
    return sorted(
        results.items(), key=lambda item: 0 if item[0] == "none" else float(item[0])
    )


def figure(file: str, technique: str, axis: str) -> Figure:
    """Return a panel for clean labels and one for noisy ones.

    Args:
        file: The data file.
        technique: One of COLORS.
        axis: The name of the levels: "rate" or "λ".
    """
    color = COLORS[technique]
    data = {labels: rows(f"{file}/{labels}", axis) for labels in LABELS}
    panels = [
        panel(chart(data[labels], axis, color), title, UNIT, CONTROLS)
        for labels, title in LABELS.items()
    ]
    legend = [
        (f"stroke:{color}", "test, after the epochs chosen"),
        (f"stroke:{color};opacity:0.45", f"test, after {SHORT} epochs"),
        (f"stroke:{INK};stroke-dasharray:4 3", "training, after the epochs chosen"),
    ]
    columns = [axis, "epochs", "score", "test", "half", "training"]
    table = [
        [labels, *(row[column] for column in columns)]
        for labels in LABELS
        for row in data[labels]
        if row["epochs"] in (SHORT, EPOCHS[-1])
    ]
    header = ["labels", *columns]
    header[header.index("half")] = "±"
    return Figure(panels, CONTROLS, legend, header, table)


UNIT = "score == 'accuracy' ? 'accuracy, %' : 'cross-entropy, nats'"


def chart(values: Sequence[Row], axis: str, color: str) -> Chart:
    """Return lines for test and training, with intervals for the test."""
    data = alt.Chart(alt.Data(values=values)).transform_filter("datum.score == score")
    now = data.transform_filter("datum.epochs == epochs").transform_calculate(
        low="datum.test - datum.half", high="datum.test + datum.half"
    )
    short = data.transform_filter(f"datum.epochs == {SHORT}")
    x = strengths(axis)
    top = alt.expr("score == 'accuracy' ? 100 : 2.5")
    y = alt.Y("test:Q", title=None, scale=alt.Scale(domainMin=0, domainMax=top))
    points = {"color": color, "size": 40}
    return alt.layer(
        now.mark_line(color=INK, strokeDash=[4, 3]).encode(x=x, y="training:Q"),
        short.mark_line(color=color, opacity=0.45).encode(x=x, y=y),
        now.mark_rule(color=color).encode(x=x, y="low:Q", y2="high:Q"),
        now.mark_line(color=color, point=points).encode(x=x, y=y),
    )


def strengths(axis: str) -> alt.X:
    """Return an axis with a tick for none and for each strength."""
    title = "dropout rate" if axis == "rate" else axis
    return alt.X(f"{axis}:O", title=title, sort=None, axis=alt.Axis(labelAngle=-40))
