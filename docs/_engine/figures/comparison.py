"""Differences between techniques, each tuned on other seeds."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

SCORES = "accuracy", "cross-entropy"
LABELS = {"clean": "correct", "noisy": "a fifth wrong"}
REFERENCES = "none", "L1", "L2", "AdamW", "dropout"
TECHNIQUES = (
    "none",
    "none, 200 epochs",
    "none, 128 units",
    "none, larger learning rate",
    "early stopping",
    "early stopping, refit",
    "dropout 0.5, early stopping",
    "dropout 0.5, early stopping, refit",
    "L1",
    "L2",
    "elastic net",
    "AdamW",
    "dropout",
    "dropout, larger learning rate",
    "dropout, more units",
    "dropout + L1",
    "dropout + L2",
)


def figure() -> base.Figure:
    """Return the figure: a dot and an interval for each technique."""
    controls = [
        base.Control("labels", "Labels", [*LABELS.values()], LABELS["noisy"]),
        base.Control("score", "Score", SCORES, "accuracy"),
        base.Control("reference", "Compared with", REFERENCES, "none"),
    ]
    values = [
        {
            "labels": words,
            "score": score,
            "reference": reference,
            "technique": technique,
            "gain": gain["mean"],
            "half": gain["half"],
            "verdict": gain["verdict"],
            "detectable": gain["detectable"],
            "color": base.COLORS.get(technique, base.INK),
        }
        for labels, words in LABELS.items()
        for technique in TECHNIQUES
        for entry in [lookup(f"comparison/{labels}/{technique}")]
        for score in SCORES
        for reference, gain in entry[f"{score} gain on"].items()
    ]
    unit = (
        "score + ' compared with ' + reference"
        " + (score == 'accuracy' ? ', points' : ', nats')"
    )
    chart = base.panel(_chart(values), "Difference on new images", unit, controls)
    # With the names of the techniques, it is as wide as a phone.
    panels = [chart.properties(width=170, height=300)]
    legend = [
        (f"stroke:{base.INK};stroke-width:4", "clear, corrected for all comparisons"),
        (f"stroke:{base.INK};stroke-width:1", "unclear"),
    ]
    header = ["labels", "score", "minus", "technique", "difference", "±"]
    header += ["verdict", "detectable"]
    keys = ["labels", "score", "reference", "technique", "gain", "half"]
    keys += ["verdict", "detectable"]
    return base.Figure(panels, controls, legend, header, keys, values)


def _chart(values: list[base.Row]) -> base.Chart:
    data = base.with_interval(
        base.chart_of(
            values,
            "datum.labels == labels && datum.score == score"
            " && datum.reference == reference",
        ),
        "gain",
    )
    color = alt.Color("color:N", scale=None)
    is_unclear = "datum.verdict == 'unclear'"
    width = alt.condition(is_unclear, alt.value(1), alt.value(4))
    size = alt.condition(is_unclear, alt.value(30), alt.value(90))
    x = alt.X("gain:Q", title=None)
    y = alt.Y("technique:N", title=None, sort=None, axis=alt.Axis(labelLimit=300))
    zero = base.chart_of([{"x": 0}]).mark_rule(color=base.INK).encode(x="x:Q")
    rules = data.mark_rule().encode(
        x="low:Q", x2="high:Q", y=y, color=color, strokeWidth=width
    )
    points = data.mark_point(filled=True, opacity=1)
    return alt.layer(zero, rules, points.encode(x=x, y=y, color=color, size=size))
