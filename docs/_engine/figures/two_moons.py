"""The decision boundary of a network for two moons, over the strength of L2."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel
from docs._engine.figures.scores import Row, Setting, by_level, strengths


def figure() -> Figure:
    """Return the figure: the boundary at one λ, and the cross-entropy over all."""
    settings = by_level(lookup("two_moons"))
    levels = [level for level, _ in settings]
    controls = [Control("level", "λ", levels, "0.03", slider=True)]
    scores = [
        {
            "λ": level,
            "score": entry["cross-entropy"]["mean"],
            "half": entry["cross-entropy"]["half"],
        }
        for level, entry in settings
    ]
    panels = [
        panel(_boundary(settings), "Boundary of one network", "'60 points'", controls),
        panel(_scores(scores), "New points", "'test cross-entropy, nats'", controls),
    ]
    color = COLORS["L2"]
    legend = [
        (f"stroke:{INK}", "where both classes are as probable"),
        (f"stroke:{color}", "test cross-entropy, mean of ten networks"),
    ]
    rows = [[row["λ"], row["score"], row["half"]] for row in scores]
    return Figure(
        panels, controls, legend, ["λ", "test cross-entropy, nats", "±"], rows
    )


def _boundary(settings: list[tuple[str, Setting]]) -> Chart:
    lines = [
        {"λ": level, "line": number, "at": at, "a": a, "b": b}
        for level, entry in settings
        for number, line in enumerate(entry["boundary"])
        for at, (a, b) in enumerate(line)
    ]
    points = [
        {"a": a, "b": b, "class": label} for a, b, label in settings[0][1]["points"]
    ]
    x = alt.X("a:Q", title=None, scale=alt.Scale(domain=[-2.2, 3.2]))
    y = alt.Y("b:Q", title=None, scale=alt.Scale(domain=[-1.8, 2.2]))
    shape = alt.Shape(
        "class:N", legend=None, scale=alt.Scale(range=["circle", "triangle-up"])
    )
    color = alt.Color(
        "class:N",
        legend=None,
        scale=alt.Scale(range=[COLORS["dropout"], COLORS["L2"]]),
    )
    return alt.layer(
        alt.Chart(alt.Data(values=points))
        .mark_point(filled=True, size=35, opacity=0.85)
        .encode(x=x, y=y, shape=shape, color=color),
        alt.Chart(alt.Data(values=lines))
        .transform_filter("datum.λ == level")
        .mark_line(color=INK, strokeWidth=2)
        .encode(x=x, y=y, order="at:Q", detail="line:N"),
    )


def _scores(values: list[Row]) -> Chart:
    data = alt.Chart(alt.Data(values=values)).transform_calculate(
        low="datum.score - datum.half", high="datum.score + datum.half"
    )
    color = COLORS["L2"]
    y = alt.Y("score:Q", title=None, scale=alt.Scale(domainMin=0))
    x = strengths("λ")
    return alt.layer(
        data.mark_rule(color=color).encode(x=x, y="low:Q", y2="high:Q"),
        data.mark_line(color=color, point={"color": color, "size": 40}).encode(
            x=x, y=y
        ),
        data.transform_filter("datum.λ == level")
        .mark_point(color=INK, size=120, strokeWidth=2)
        .encode(x=x, y=y),
    )
