"""What a figure is made of, and how all figures look."""

from collections.abc import Sequence
from dataclasses import dataclass

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
"""One colour for each technique, the same in all figures; styles.css has them."""


@dataclass(frozen=True)
class Control:
    """What a reader can change."""

    name: str
    """Name of the parameter in the panels."""
    label: str
    """Its name for readers."""
    values: Sequence[str | float]
    """Its values, in order."""
    value: str | float
    """The value that the page begins with."""
    slider: bool = False
    """Whether it is a slider, not a choice from a list."""


@dataclass(frozen=True)
class Figure:
    """Panels that stand side by side, or below each other on a phone."""

    panels: Sequence[alt.TopLevelMixin]
    """The panels, each WIDTH wide."""
    controls: Sequence[Control]
    """What changes all of them."""
    key: Sequence[tuple[str, str]]
    """What lines mean: the style of each, as CSS, and its name."""
    header: Sequence[str]
    """The columns of the data table."""
    rows: Sequence[Sequence[str | float]]
    """Its rows."""


WIDTH, HEIGHT = 250, 190
FONT = f"Guide Text, {FAMILY}, sans-serif"
"""The typeface of the site: its name in style sheets, and in the font files.

The still drawing and the live one measure texts with it, so they have the same layout
on machines with other fonts.
"""


def panel(
    chart: alt.TopLevelMixin,
    title: str,
    unit: str,
    controls: Sequence[Control],
) -> alt.TopLevelMixin:
    """Return a panel in the look of the site.

    Args:
        chart: What it shows.
        title: The first line above it.
        unit: A Vega expression: the second line, what is shown and in which unit.
        controls: What readers can change.
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
