"""A small network whose hidden units drop, one training step after another."""

import json

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

LAYERS = {"inputs": 4, "hidden 1": 6, "hidden 2": 6, "outputs": 3}
HIDDEN = {1: "first layer", 2: "second layer"}
"""The hidden layers, and what the data calls them."""
INFERENCE = "inference"
STEPS = [*range(1, 9), INFERENCE]
SHOWN = f"(step == '{INFERENCE}' ? {len(STEPS) - 1} : step - 1)"
"""The place of the chosen step in the fate of a unit, as a Vega expression."""


def figure() -> base.Figure:
    """Return the figure: one panel, and a slider for the step."""
    results = lookup("thinned")
    controls = [base.Control("step", "Training step", STEPS, 3, slider=True)]
    left = json.dumps([results[str(step)]["remaining"] for step in STEPS])
    when = f"(step == '{INFERENCE}' ? 'at inference' : 'training step ' + step)"
    unit = f"{when} + ': ' + {left}[{SHOWN}] + ' of 12 hidden units left'"
    title = "Dropout(0.5) after each hidden layer"
    panels = [base.panel(_chart(results), title, unit, controls)]
    color = base.COLORS["dropout"]
    legend = [
        (f"stroke:{color}", "connections that take part"),
        (f"stroke:{base.FAINT}", "connections of a dropped unit (×)"),
    ]
    rows = [
        {
            "step": step,
            "remaining": results[str(step)]["remaining"],
            **{
                name: " ".join(f"{value:g}" for value in results[str(step)][name])
                for name in HIDDEN.values()
            },
        }
        for step in STEPS
    ]
    header = ["step", "hidden layer 1, times", "hidden layer 2, times", "units left"]
    keys = ["step", *HIDDEN.values(), "remaining"]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _chart(results: dict) -> base.Chart:
    units: list[base.Row] = [
        {"x": layer, "y": _height(number, count), "fate": _fate(results, layer, number)}
        for layer, count in enumerate(LAYERS.values())
        for number in range(count)
    ]
    connections = [
        {
            "x": a["x"],
            "y": a["y"],
            "x2": b["x"],
            "y2": b["y"],
            # Alive where both units are.
            "fate": "".join(map(min, zip(a["fate"], b["fate"], strict=True))),
        }
        for a in units
        for b in units
        if b["x"] == a["x"] + 1
    ]
    names = [{"x": layer, "name": name} for layer, name in enumerate(LAYERS)]
    color = base.COLORS["dropout"]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[-0.35, 3.35]))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-0.6, 5.6]))
    line = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q"}
    lives, dropped = (f"datum.fate[{SHOWN}] == '{fate}'" for fate in "10")
    return alt.layer(
        base.chart_of(connections, dropped)
        .mark_rule(color=base.FAINT, strokeWidth=0.7)
        .encode(**line),
        base.chart_of(connections, lives)
        .mark_rule(color=color, strokeWidth=1.1)
        .encode(**line),
        base.chart_of(units, dropped)
        .mark_point(color=base.INK, opacity=0.5, shape="cross", angle=45, size=70)
        .encode(x=x, y=y),
        base.chart_of(units, lives)
        .mark_point(color=color, filled=True, opacity=1, size=170)
        .encode(x=x, y=y),
        base.chart_of(names)
        .mark_text(fontSize=12)
        .encode(x=x, y=alt.datum(-0.5), text="name:N"),
    )


def _height(number: int, count: int) -> float:
    """Return how high a unit is, with its layer in the middle of the highest one."""
    return (max(LAYERS.values()) - count) / 2 + number


def _fate(results: dict, layer: int, number: int) -> str:
    """Return 1 for each step in which a unit lives, and 0 for each other one."""
    if layer not in HIDDEN:
        return "1" * len(STEPS)
    outputs = (results[str(step)][HIDDEN[layer]] for step in STEPS)
    return "".join("1" if values[number] else "0" for values in outputs)
