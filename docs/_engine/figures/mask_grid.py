"""Panels of masks: time steps across, units up, and a choice between samples."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from docs._engine.figures import base

STEPS = 6
"""Time steps; a mask that a step applies to the state before begins with step 2."""
GAP = 0.08
"""The share of a cell that separates it from the next one."""


def figure(
    results: dict[str, Any], titles: dict[str, str], label: str, unit: str
) -> base.Figure:
    """Return a figure with a panel for each entry of the results.

    Args:
        results: Each entry has `masks`: samples, time steps, and units, of 0 and 1.
        titles: The title of each entry's panel.
        label: What a sample is called.
        unit: What a unit is called.
    """
    samples = [*range(1, len(next(iter(results.values()))["masks"]) + 1)]
    controls = [base.Control("sample", label, samples, 2, slider=True)]
    panels = [
        base.panel(
            _chart(results[name]["masks"], unit),
            title,
            f"'{label.lower()} ' + sample",
            controls,
        )
        for name, title in titles.items()
    ]
    color = base.COLORS["dropout"]
    legend = [
        (f"stroke:{color};stroke-width:9", "survives"),
        (f"stroke:{base.FAINT};stroke-width:9", "dropped (×)"),
    ]
    rows = [
        {
            "kind": titles[name],
            "sample": sample,
            "step": step,
            "mask": " ".join(map(str, mask)),
        }
        for name in titles
        for sample, steps in enumerate(results[name]["masks"], 1)
        for step, mask in enumerate(steps, 1 + STEPS - len(steps))
    ]
    header = ["layer", label.lower(), "time step", f"mask of each {unit}"]
    return base.Figure(
        panels, controls, legend, header, ["kind", "sample", "step", "mask"], rows
    )


def _chart(masks: Sequence[Sequence[Sequence[int]]], unit: str) -> base.Chart:
    first = 1 + STEPS - len(masks[0])
    cells = [
        {
            "step": step + first,
            "unit": number + 1,
            "fate": "".join(str(sample[step][number]) for sample in masks),
        }
        for step in range(len(masks[0]))
        for number in range(len(masks[0][0]))
    ]
    x = alt.X(
        "step:O",
        title="time step",
        scale=alt.Scale(domain=[*range(1, STEPS + 1)], paddingInner=GAP),
        axis=alt.Axis(labelAngle=0),
    )
    y = alt.Y(
        "unit:O",
        title=unit,
        sort="descending",
        scale=alt.Scale(paddingInner=GAP),
    )
    lives, dropped = (f"datum.fate[sample - 1] == '{fate}'" for fate in "10")
    return alt.layer(
        base.chart_of(cells, dropped).mark_rect(color=base.FAINT).encode(x=x, y=y),
        base.chart_of(cells, lives)
        .mark_rect(color=base.COLORS["dropout"])
        .encode(x=x, y=y),
        base.chart_of(cells, dropped)
        .mark_point(color=base.INK, shape="cross", angle=45, size=30, opacity=0.6)
        .encode(x=x, y=y),
    )
