"""Columns that proximal L1 keeps, over its strength."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures.base import COLORS, INK, Chart, Control, Figure, panel
from docs._engine.figures.scores import Row, by_level, strengths


def figure() -> Figure:
    """Return the figure: numbers of columns over λ, and the weights at one λ."""
    settings = by_level(lookup("feature_selection"))
    levels = [level for level, _ in settings]
    controls = [Control("level", "λ", levels, "0.1", slider=True)]
    kept = [
        {
            "λ": level,
            "of": of,
            "kept": entry[f"{of} kept"]["mean"],
            "half": entry[f"{of} kept"]["half"],
        }
        for level, entry in settings
        for of in ("columns", "noise")
    ]
    weights = [
        {
            "λ": level,
            "column": number,
            "w": w,
            "of": "columns" if number < 10 else "noise",
        }
        for level, entry in settings
        for number, w in enumerate(entry["weights"])
    ]
    panels = [
        panel(
            _kept(kept), "Columns that keep a weight", "'number of columns'", controls
        ),
        panel(_weights(weights), "Weights of one run", "'standardized'", controls),
    ]
    legend = [
        (f"stroke:{COLORS['L1']}", "10 columns about patients"),
        (f"stroke:{INK};stroke-dasharray:4 3", "30 columns of noise"),
    ]
    rows = [[row["λ"], row["of"], row["kept"], row["half"]] for row in kept]
    return Figure(panels, controls, legend, ["λ", "columns", "kept", "±"], rows)


def _kept(values: list[Row]) -> Chart:
    data = alt.Chart(alt.Data(values=values)).transform_calculate(
        low="datum.kept - datum.half", high="datum.kept + datum.half"
    )
    layers = []
    for of, color, dash in ("columns", COLORS["L1"], [1, 0]), ("noise", INK, [4, 3]):
        part = data.transform_filter(f"datum.of == '{of}'")
        points = {"color": color, "size": 40}
        layers += [
            part.mark_rule(color=color).encode(
                x=strengths("λ"), y="low:Q", y2="high:Q"
            ),
            part.mark_line(color=color, strokeDash=dash, point=points).encode(
                x=strengths("λ"), y=alt.Y("kept:Q", title=None)
            ),
        ]
    return alt.layer(*layers)


def _weights(values: list[Row]) -> alt.Chart:
    return (
        alt.Chart(alt.Data(values=values))
        .transform_filter("datum.λ == level")
        .mark_bar(width=4)
        .encode(
            x=alt.X("column:Q", title="column", scale=alt.Scale(domain=[-1, 40])),
            y=alt.Y("w:Q", title=None, scale=alt.Scale(domain=[-0.2, 0.4])),
            color=alt.Color(
                "of:N", legend=None, scale=alt.Scale(range=[COLORS["L1"], INK])
            ),
        )
    )
