"""The decision boundary of a network for two moons, without and with a technique."""

from typing import Any

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base
from docs._engine.figures.two_moons import draw_boundary

TECHNIQUES = [*base.COLORS]


def figure() -> base.Figure:
    """Return the figure: the boundary with one technique, and the scores of all."""
    strengths = lookup("boundary/strengths")
    chosen = {each: choose(strengths[each]) for each in TECHNIQUES}
    controls = [base.Control("technique", "Technique", TECHNIQUES, "none")]
    rows = [
        {
            "technique": technique,
            "strength": strength.replace("0.0", "–", technique == "none"),
            "accuracy": entry["accuracy"]["mean"],
            "half": entry["accuracy"]["half"],
            "error": entry["cross-entropy"]["mean"],
            "error half": entry["cross-entropy"]["half"],
        }
        for technique, (strength, entry) in chosen.items()
    ]
    lines = _boundary({each: entry for each, (_, entry) in chosen.items()})
    unit = "'60 points of one sample'"
    panels = [
        base.panel(lines, "Boundary of one network", unit, controls),
        base.panel(_scores(rows), "New points", "'test accuracy, %'", controls),
    ]
    legend = [(f"stroke:{base.INK}", "where both classes are as probable")]
    header = ["technique", "rate or λ", "accuracy, %", "±", "cross-entropy, nats", "±"]
    keys = ["technique", "strength", "accuracy", "half", "error", "error half"]
    return base.Figure(panels, controls, legend, header, keys, rows)


def choose(strengths: dict[str, Any]) -> tuple[str, Any]:
    """Return the strength that did best on other points, and what it measured."""
    return min(strengths.items(), key=lambda item: item[1]["tuning"]["mean"])


def _boundary(entries: dict[str, Any]) -> base.Chart:
    lines = [
        {"technique": technique, "line": number, "at": at, "a": a, "b": b}
        for technique, entry in entries.items()
        for number, line in enumerate(entry["boundary"])
        for at, (a, b) in enumerate(line)
    ]
    points = [{"a": a, "b": b, "class": label} for a, b, label in _points()]
    return draw_boundary(lines, points, "datum.technique == technique")


def _points() -> list[tuple[float, float, float]]:
    return [tuple(point) for point in lookup("boundary/points")]


def _scores(rows: list[base.Row]) -> base.Chart:
    data = base.with_interval(base.chart_of(rows), "accuracy")
    x = alt.X("technique:N", title=None, sort=None, axis=alt.Axis(labelAngle=0))
    scale = alt.Scale(zero=False, domain=[78, 90])
    y = alt.Y("accuracy:Q", title=None, scale=scale)
    scheme = alt.Scale(domain=TECHNIQUES, range=[*base.COLORS.values()])
    color = alt.Color("technique:N", legend=None, scale=scheme)
    return alt.layer(
        data.mark_rule(strokeWidth=2).encode(x=x, y="low:Q", y2="high:Q", color=color),
        data.mark_point(filled=True, opacity=1, size=60).encode(x=x, y=y, color=color),
        data.transform_filter("datum.technique == technique")
        .mark_point(color=base.INK, size=160, strokeWidth=2)
        .encode(x=x, y=y),
    )
