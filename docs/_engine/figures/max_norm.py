"""Test scores over the limit of max-norm, with dropout, at two learning rates."""

import altair as alt

from docs._engine.core.results import lookup
from docs._engine.figures import base

SCORES = "accuracy", "cross-entropy"
TITLES = {"0.001": "Learning rate 0.001", "0.01": "Learning rate 0.01"}
UNIT = "score == 'accuracy' ? 'test accuracy, %' : 'test cross-entropy, nats'"


def figure() -> base.Figure:
    """Return the figure: a panel for each learning rate, and a list of scores."""
    rows = []
    for rate, limits in lookup("max_norm").items():
        # The weakest limit is none, so it comes last.
        (none, *others) = base.by_level(limits)
        for limit, entry in [*others, none]:
            for score in SCORES:
                effect = entry.get(f"effect on {score}", {"mean": "–", "half": "–"})
                rows.append(
                    {
                        "rate": rate,
                        "limit": limit,
                        "score": score,
                        "value": entry[score]["mean"],
                        "half": entry[score]["half"],
                        "effect": effect["mean"],
                        "effect half": effect["half"],
                    }
                )
    controls = [base.Control("score", "Score", SCORES, "accuracy")]
    panels = [
        base.panel(_chart(rows, rate), title, UNIT, controls)
        for rate, title in TITLES.items()
    ]
    legend = [(f"stroke:{base.COLORS['dropout']}", "dropout of 0.5, with a limit")]
    header = ["learning rate", "limit", "score", "test", "±", "minus no limit", "±"]
    keys = ["rate", "limit", "score", "value", "half", "effect", "effect half"]
    return base.Figure(panels, controls, legend, header, keys, rows)


def _chart(rows: list[base.Row], rate: str) -> base.Chart:
    data = base.chart_of(rows, f"datum.rate == '{rate}'", "datum.score == score")
    data = base.with_interval(data, "value")
    x = alt.X("limit:O", title="limit", sort=None, axis=alt.Axis(labelAngle=0))
    scale = alt.Scale(
        zero=False,
        domainMin=alt.expr("score == 'accuracy' ? 65 : 0"),
        domainMax=alt.expr("score == 'accuracy' ? 85 : 1.6"),
    )
    y = alt.Y("value:Q", title=None, scale=scale)
    return alt.layer(*base.line_with_intervals(data, x, y, base.COLORS["dropout"]))
