"""Bands of Monte Carlo dropout and of a deep ensemble, for a curve with a gap."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

RATES = ["0.05", "0.1", "0.2", "0.5"]
PLACES = {"data": "with data", "gap": "in the gap", "outside": "outside"}


def figure() -> base.Figure:
    """Return the figure: a panel for each method, and a slider for the rate."""
    controls = [base.Control("rate", "Dropout rate", RATES, "0.1", slider=True)]
    title = "Monte Carlo dropout"
    panels = [
        base.panel(
            _chart(RATES, base.COLORS["dropout"], "datum.rate == rate"),
            title,
            "'200 samples of one network, rate ' + rate",
            controls,
        ),
        base.panel(
            _chart(["ensemble"], base.COLORS["none"], "true"),
            "Deep ensemble",
            "'5 networks without dropout'",
            controls,
        ),
    ]
    legend = [
        (f"stroke:{base.INK};stroke-dasharray:4 3", "the curve to be learned"),
        (f"stroke:{base.COLORS['dropout']}", "mean of the samples, ± 2 std"),
        (f"stroke:{base.COLORS['none']}", "mean of the networks, ± 2 std"),
    ]
    rows = []
    for name in [*RATES, "ensemble"]:
        entry = lookup(f"monte_carlo/{name}")
        method = name if name == "ensemble" else f"dropout {name}"
        for key, place in PLACES.items():
            spread, covered = entry[key]["spread"], entry[key]["covered"]
            rows.append(
                {
                    "method": method,
                    "place": place,
                    "spread": f"{spread['mean']:g} ± {spread['half']:g}",
                    "covered": f"{covered['mean']:g} ± {covered['half']:g}",
                }
            )
    header = ["method", "place", "standard deviation", "curve inside the band, %"]
    return base.Figure(
        panels, controls, legend, header, ["method", "place", "spread", "covered"], rows
    )


def _chart(names: list[str], color: str, shown: str) -> base.Chart:
    grid, truth = lookup("monte_carlo/grid"), lookup("monte_carlo/truth")
    bands = [
        {"rate": name, "x": x, "y": mean, "std": std}
        for name in names
        for entry in [lookup(f"monte_carlo/{name}")]
        for x, mean, std in zip(grid, entry["mean"], entry["spread"], strict=True)
    ]
    curve = [{"x": x, "y": y} for x, y in zip(grid, truth, strict=True)]
    points = [{"x": x, "y": y} for x, y in lookup("monte_carlo/points")]
    x = alt.X("x:Q", title="x", scale=alt.Scale(domain=[-4, 4], nice=False))
    y = alt.Y("y:Q", title=None, scale=alt.Scale(domain=[-3, 3], nice=False))
    band = (
        base.chart_of(bands, shown)
        .transform_calculate(low="datum.y - 2 * datum.std")
        .transform_calculate(high="datum.y + 2 * datum.std")
    )
    low = alt.Y("low:Q", title=None, scale=alt.Scale(domain=[-3, 3], nice=False))
    return alt.layer(
        band.mark_area(color=color, opacity=0.25, clip=True).encode(
            x=x, y=low, y2="high:Q"
        ),
        base.chart_of(curve)
        .mark_line(color=base.INK, strokeDash=[4, 3], strokeWidth=1.2)
        .encode(x=x, y=y),
        base.chart_of(points)
        .mark_point(color=base.INK, filled=True, opacity=0.6, size=10)
        .encode(x=x, y=y),
        band.mark_line(color=color, clip=True).encode(x=x, y=y),
    )
