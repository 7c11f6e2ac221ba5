"""The decision boundary of a network for two moons, over the strength of L2."""

from typing import Any

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base


def figure() -> base.Figure:
    """Return the figure: the boundary at one λ, and the cross-entropy over all."""
    settings = base.by_level(lookup("two_moons"))
    levels = [level for level, _ in settings]
    controls = [base.Control("level", "λ", levels, "0.03", slider=True)]
    scores = [
        {"λ": level, "score": score["mean"], "half": score["half"]}
        for level, entry in settings
        for score in [entry["cross-entropy"]]
    ]
    boundary, unit = _boundary(settings), "'test cross-entropy, nats'"
    panels = [
        base.panel(boundary, "Boundary of one network", "'60 points'", controls),
        base.panel(_scores(scores), "New points", unit, controls),
    ]
    legend = [
        (f"stroke:{base.INK}", "where both classes are equally probable"),
        (f"stroke:{base.COLORS['L2']}", "test cross-entropy, mean of ten networks"),
    ]
    header, keys = ["λ", "test cross-entropy, nats", "±"], ["λ", "score", "half"]
    return base.Figure(panels, controls, legend, header, keys, scores)


def _boundary(settings: list[tuple[str, Any]]) -> base.Chart:
    lines = [
        {"λ": level, "line": number, "at": at, "a": a, "b": b}
        for level, entry in settings
        for number, line in enumerate(entry["boundary"])
        for at, (a, b) in enumerate(line)
    ]
    points = [
        {"a": a, "b": b, "class": label} for a, b, label in settings[0][1]["points"]
    ]
    return draw_boundary(lines, points, "datum.λ == level")


def draw_boundary(
    lines: list[base.Row], points: list[base.Row], condition: str
) -> base.Chart:
    """Return the points of both moons, and the boundary lines that pass a filter.

    Args:
        lines: Corners of lines: a, b, the number of the line, and the place in it.
        points: Points: a, b, and their class.
        condition: A Vega expression that selects among the lines.
    """
    x = alt.X("a:Q", title=None, scale=alt.Scale(domain=[-2.2, 3.2]))
    y = alt.Y("b:Q", title=None, scale=alt.Scale(domain=[-1.8, 2.2]))
    shapes = alt.Scale(range=["circle", "triangle-up"])
    colors = alt.Scale(range=[base.COLORS["dropout"], base.COLORS["L2"]])
    shape = alt.Shape("class:N", legend=None, scale=shapes)
    color = alt.Color("class:N", legend=None, scale=colors)
    return alt.layer(
        base.chart_of(points)
        .mark_point(filled=True, size=35, opacity=0.85)
        .encode(x=x, y=y, shape=shape, color=color),
        base.chart_of(lines, condition)
        .mark_line(color=base.INK, strokeWidth=2)
        .encode(x=x, y=y, order="at:Q", detail="line:N"),
    )


def _scores(values: list[base.Row]) -> base.Chart:
    data = base.with_interval(base.chart_of(values), "score")
    y = alt.Y("score:Q", title=None, scale=alt.Scale(domainMin=0))
    x = base.strengths("λ")
    return alt.layer(
        *base.line_with_intervals(data, x, y, base.COLORS["L2"]),
        data.transform_filter("datum.λ == level")
        .mark_point(color=base.INK, size=120, strokeWidth=2)
        .encode(x=x, y=y),
    )
