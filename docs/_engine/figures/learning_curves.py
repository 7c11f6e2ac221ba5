"""Learning curves: good ones, and those of a network that memorizes."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base, scores
from docs._engine.figures.base import Row

EPOCHS = 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100
SHOWN = 5, 25, 100
"""Epochs in the table."""
SIZE = {"width": base.WIDTH, "height": 130}
NEW_IMAGES = "stroke-dasharray:1 3"


def figure() -> base.Figure:
    """Return the figure: a good fit, two that overfit, and a remedy."""
    return figure_of(
        {
            "case/good fit": "A good fit",
            "case/overfitting": "Overfitting",
            "case/wrong labels": "Overfitting, wrong labels",
            "remedy/dropout": "Wrong labels, with dropout",
        }
    )


def figure_of(titles: dict[str, str], new_images: bool = False) -> base.Figure:
    """Return a figure with a panel for each place in the data.

    Args:
        titles: The title of each panel, by its place in the data.
        new_images: Whether to draw a third line, for images that nobody has seen.
    """
    controls = [base.Control("score", "Score", scores.SCORES[::-1], "cross-entropy")]
    data = {place: load_rows(place) for place in titles}
    panels = [
        base.panel(
            _chart(data[place], new_images), title, scores.UNIT, controls
        ).properties(**SIZE)
        for place, title in titles.items()
    ]
    legend = [
        (f"stroke:{base.COLORS['none']}", "validation"),
        (f"stroke:{base.INK};stroke-dasharray:4 3", "training"),
    ]
    header = ["case", "epochs", "score", "training", "validation", "±"]
    keys = ["case", "epochs", "score", "training", "validation", "half"]
    if new_images:
        legend.append((f"stroke:{base.INK};{NEW_IMAGES}", "new images"))
        header, keys = [*header, "new images"], [*keys, "new"]
    rows = [
        {"case": title, **row}
        for place, title in titles.items()
        for row in data[place]
        if row["epochs"] in SHOWN
    ]
    return base.Figure(panels, controls, legend, header, keys, rows)


def load_rows(place: str) -> list[Row]:
    """Return a row for each score and number of epochs."""
    curves = lookup(f"learning_curves/{place}/curves")
    return [
        {
            "epochs": epochs,
            "score": score,
            **{
                images: curves[f"{images} {score}"]["mean"][at]
                for images in ("training", "validation", "new")
            },
            "half": curves[f"validation {score}"]["half"][at],
        }
        for score in scores.SCORES
        for at, epochs in enumerate(EPOCHS)
    ]


def _chart(rows: list[Row], new_images: bool) -> base.Chart:
    if not new_images:
        rows = [{key: row[key] for key in row if key != "new"} for row in rows]
    chosen = base.chart_of(rows, "datum.score == score")
    data = base.with_interval(chosen, "validation")
    x = alt.X("epochs:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5))
    worst = max(row["validation"] for row in rows if row["score"] == "cross-entropy")
    top = alt.expr(f"score == 'accuracy' ? 100 : {max(1.2, round(1.1 * worst, 1))}")
    y = alt.Y(
        "validation:Q",
        title=None,
        scale=alt.Scale(domainMin=0, domainMax=top),
        # Both scores need the same space, so that nothing moves.
        axis=alt.Axis(tickCount=4, minExtent=28),
    )
    color = base.COLORS["none"]
    area = data.mark_area(color=color, opacity=0.2, clip=True)
    line = data.mark_line(color=color, clip=True)
    training = data.mark_line(color=base.INK, strokeDash=[4, 3], clip=True)
    layers = [
        area.encode(x=x, y="low:Q", y2="high:Q"),
        line.encode(x=x, y=y),
        training.encode(x=x, y="training:Q"),
    ]
    if new_images:
        new = data.mark_line(color=base.INK, strokeDash=[1, 3], clip=True)
        layers.append(new.encode(x=x, y="new:Q"))
    return alt.layer(*layers)
