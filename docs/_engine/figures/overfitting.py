"""Training and test curves of a network without regularization."""

import altair as alt

from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel
from docs._engine.figures.scores import SCORES, UNIT, Row, rows

LABELS = {
    "clean": "Clean labels",
    "noisy": "A fifth of the labels wrong",
    "very noisy": "Two fifths of the labels wrong",
}


def figure() -> Figure:
    """Return the figure: a panel for each share of wrong labels."""
    controls = [Control("score", "Score", list(SCORES), "cross-entropy")]
    data = {labels: rows(f"overfitting/{labels}", "level") for labels in LABELS}
    panels = [
        panel(_chart(data[labels]), title, UNIT, controls)
        for labels, title in LABELS.items()
    ]
    legend = [
        (f"stroke:{COLORS['none']}", "test"),
        (f"stroke:{INK};stroke-dasharray:4 3", "training"),
    ]
    columns = ["epochs", "score", "test", "half", "training"]
    table = [
        [labels, *(row[column] for column in columns)]
        for labels in LABELS
        for row in data[labels]
    ]
    header = ["labels", "epochs", "score", "test", "±", "training"]
    return Figure(panels, controls, legend, header, table)


def _chart(values: list[Row]) -> Chart:
    data = (
        alt.Chart(alt.Data(values=values))
        .transform_filter("datum.score == score")
        .transform_calculate(
            low="datum.test - datum.half", high="datum.test + datum.half"
        )
    )
    x = alt.X(
        "epochs:Q",
        title="epochs",
        scale=alt.Scale(domain=[0, 400]),
        axis=alt.Axis(values=[0, 100, 200, 300, 400]),
    )
    top = alt.expr("score == 'accuracy' ? 100 : 2.5")
    y = alt.Y("test:Q", title=None, scale=alt.Scale(domainMin=0, domainMax=top))
    color = COLORS["none"]
    return alt.layer(
        data.mark_area(color=color, opacity=0.2).encode(x=x, y="low:Q", y2="high:Q"),
        data.mark_line(color=color).encode(x=x, y=y),
        data.mark_line(color=INK, strokeDash=[4, 3]).encode(x=x, y="training:Q"),
    )
