"""Diamond of L1 and circle of L2, with the error of two weights around them."""

import math

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

Point = tuple[float, float]
SIDES = 60
"""Straight lines that an ellipse or a circle is drawn with."""
TECHNIQUES = {"L1": "L1: a diamond", "L2": "L2: a circle"}


def figure() -> base.Figure:
    """Return the figure: a panel for each penalty, and a slider for λ."""
    fits = base.by_level(lookup("geometry/fits"))
    levels = [level for level, _ in fits if level != "none"]
    controls = [base.Control("strength", "λ", levels, "1.2", slider=True)]
    best = dict(fits)["none"]["L1"]
    # Square, so that a circle is a circle.
    panels = [
        base.panel(
            _chart(technique, fits, best), title, "'weight 2 over weight 1'", controls
        ).properties(width=base.WIDTH - 30, height=base.WIDTH - 30)
        for technique, title in TECHNIQUES.items()
    ]
    legend = [
        (f"stroke:{base.INK};stroke-dasharray:4 3", "weights with equal error"),
        (f"stroke:{base.COLORS['L1']}", "weights with equal L1 penalty"),
        (f"stroke:{base.COLORS['L2']}", "weights with equal L2 penalty"),
    ]
    rows = [
        {
            "penalty": technique,
            "λ": level,
            "w1": fit["weight 1"],
            "w2": fit["weight 2"],
        }
        for level, entry in fits
        for technique, fit in entry.items()
    ]
    header = ["penalty", "λ", "weight 1", "weight 2"]
    return base.Figure(
        panels, controls, legend, header, ["penalty", "λ", "w1", "w2"], rows
    )


def _chart(technique: str, fits: list, best: dict) -> base.Chart:
    fits = [(level, entry[technique]) for level, entry in fits if level != "none"]
    color = base.COLORS[technique]
    outline = diamond if technique == "L1" else circle
    contours, budgets = [], []
    for level, fit in fits:
        contour = ellipse(weights(best), fit["error"] - best["error"])
        contours += _rows(level, contour)
        budgets += _rows(level, outline(weights(fit)))
    points = [
        {"strength": level, "w1": fit["weight 1"], "w2": fit["weight 2"]}
        for level, fit in fits
    ]
    scale = alt.Scale(domain=[-1.2, 1.6], nice=False)
    x = alt.X("w1:Q", title="weight 1", scale=scale)
    y = alt.Y("w2:Q", title=None, scale=scale)
    now = "datum.strength == strength"
    axes = [
        base.chart_of([{"w1": 0}]).mark_rule(color=base.FAINT).encode(x=x),
        base.chart_of([{"w2": 0}]).mark_rule(color=base.FAINT).encode(y=y),
    ]
    line = {"order": "at:Q", "x": x, "y": y}
    minimum = [{"w1": best["weight 1"], "w2": best["weight 2"]}]
    return alt.layer(
        *axes,
        base.chart_of(contours, now)
        .mark_line(color=base.INK, strokeDash=[4, 3])
        .encode(**line),
        base.chart_of(budgets, now).mark_line(color=color).encode(**line),
        base.chart_of(minimum)
        .mark_point(color=base.INK, shape="cross", size=60)
        .encode(x=x, y=y),
        base.chart_of(points, now)
        .mark_point(color=color, filled=True, opacity=1, size=90)
        .encode(x=x, y=y),
    )


def weights(fit: dict[str, float]) -> Point:
    """Return both weights of a fit."""
    return fit["weight 1"], fit["weight 2"]


def ellipse(center: Point, excess: float) -> list[Point]:
    """Return the weights whose error is larger than the least one by `excess`."""
    (a, b), (_, d) = lookup("geometry/curvature")
    # The Cholesky factor of the curvature turns the ellipse into a circle.
    p = math.sqrt(a)
    q = b / p
    s = math.sqrt(d - q * q)
    radius = math.sqrt(max(excess, 0.0))
    points = []
    for angle in _angles():
        v = radius * math.sin(angle) / s
        u = (radius * math.cos(angle) - q * v) / p
        points.append((center[0] + u, center[1] + v))
    return points


def circle(corner: Point) -> list[Point]:
    """Return the weights with the same L2 penalty as these."""
    radius = math.hypot(*corner)
    return [(radius * math.cos(each), radius * math.sin(each)) for each in _angles()]


def diamond(corner: Point) -> list[Point]:
    """Return the corners of the weights with the same L1 penalty as these."""
    size = sum(map(abs, corner))
    return [(size, 0), (0, size), (-size, 0), (0, -size), (size, 0)]


def _angles() -> list[float]:
    return [2 * math.pi * at / SIDES for at in range(SIDES + 1)]


def _rows(level: str, points: list[Point]) -> list[base.Row]:
    return [
        {"strength": level, "at": at, "w1": round(w1, 3), "w2": round(w2, 3)}
        for at, (w1, w2) in enumerate(points)
    ]
