"""Base of all figures: panels, controls, the data table, and the look they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from docs._engine.core.typeface import FAMILY

INK = "var(--plot-ink)"
FAINT = "var(--plot-grid)"
COLORS = {
    "none": "var(--none)",
    "dropout": "var(--dropout)",
    "L1": "var(--l1)",
    "L2": "var(--l2)",
}
"""The color of each technique, the same in all figures; styles.css sets them."""
Chart = alt.Chart | alt.LayerChart | alt.FacetChart
Row = dict[str, Any]
"""A row of the data that a chart is drawn from."""


@dataclass(frozen=True)
class Control:
    """A slider or list with which a reader changes what the panels show."""

    name: str
    """The parameter of the panels that it sets."""
    label: str
    """The label that readers see."""
    values: Sequence[str | float]
    """Its values, in order."""
    value: str | float
    """The value that it starts with."""
    slider: bool = False
    """Whether it is a slider; otherwise it is a list."""


@dataclass(frozen=True)
class Figure:
    """A figure: panels side by side, or one below the other on a phone."""

    panels: Sequence[Chart]
    """The panels, each WIDTH wide."""
    controls: Sequence[Control]
    """The controls, each of which changes all panels."""
    legend: Sequence[tuple[str, str]]
    """The style of each kind of line, as CSS, and its name."""
    header: Sequence[str]
    """The columns of the data table."""
    keys: Sequence[str]
    """What each column shows of a row."""
    rows: Sequence[Row]
    """The rows of the data table."""


WIDTH, HEIGHT = 250, 190
FONT = f"Guide Text, {FAMILY}, sans-serif"
"""The typeface of the site: its name in style sheets, and in the font files.

The still drawing and the live one measure texts with it, so they have the same layout
on machines with other fonts.
"""


def panel(chart: Chart, title: str, unit: str, controls: Sequence[Control]) -> Chart:
    """Return a panel in the look of the site.

    Args:
        chart: The marks that it shows.
        title: The first line of its title.
        unit: The second line of its title, a Vega expression: a quantity and its unit.
        controls: The controls of the figure.
    """
    params = [alt.param(name=each.name, value=each.value) for each in controls]
    axis = {
        "domainColor": INK,
        "gridColor": FAINT,
        "labelColor": INK,
        "labelFontSize": 12,
        "tickColor": INK,
        "titleColor": INK,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    }
    return (
        chart.add_params(*params)
        .properties(width=WIDTH, height=HEIGHT, background="transparent")
        .properties(title=alt.Title(alt.expr(f"['{title}', {unit}]"), anchor="start"))
        .configure(font=FONT)
        .configure_axis(**axis)
        .configure_title(color=INK, fontSize=13, fontWeight="normal", offset=10)
        .configure_text(color=INK, fontSize=12)
        .configure_view(stroke=None)
    )


def chart_of(rows: Sequence[Row], *filters: str) -> alt.Chart:
    """Return a chart of the rows that pass all filters, which are Vega expressions."""
    chart = alt.Chart(alt.Data(values=rows))
    for each in filters:
        chart = chart.transform_filter(each)
    return chart


def with_interval(chart: alt.Chart, mean: str) -> alt.Chart:
    """Return a chart with the ends of the interval around a mean: low and high."""
    return chart.transform_calculate(
        low=f"datum.{mean} - datum.half", high=f"datum.{mean} + datum.half"
    )


def line_with_intervals(
    chart: alt.Chart, x: alt.X, y: alt.Y, color: str, dash: Any = alt.Undefined
) -> list[alt.Chart]:
    """Return the layers of a line that has a point and an interval at each place."""
    points = {"color": color, "size": 40}
    return [
        chart.mark_rule(color=color).encode(x=x, y="low:Q", y2="high:Q"),
        chart.mark_line(color=color, strokeDash=dash, point=points).encode(x=x, y=y),
    ]


def strengths(axis: str) -> alt.X:
    """Return an axis with a tick for none and for each strength."""
    title = "dropout rate" if axis == "rate" else axis
    return alt.X(f"{axis}:O", title=title, sort=None, axis=alt.Axis(labelAngle=-40))


def by_level(results: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return levels and their results in order: none, then from weak to strong."""
    return sorted(results.items(), key=lambda item: float(item[0].replace("none", "0")))
