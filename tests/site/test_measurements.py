"""Measured numbers are put into sentences while the site builds."""

import json
from pathlib import Path

from docs._engine.core.html import attribute, select_one
from tests.support.scratch_site import build_scratch_site


def quantity(mean: float, half: float, unit: str, **more) -> dict:
    """Return a quantity as a data file holds it."""
    values = [mean] * 10
    return {"mean": mean, "half": half, "unit": unit, "values": values, **more}


RESULTS = {
    "noisy": {
        "0.6": {
            "accuracy": quantity(81.2, 1.3, "%"),
            "accuracy gain": quantity(-7.9, 2.6, "points", verdict="lower"),
            "cross-entropy": quantity(0.7, 0.043, "nats"),
            "cross-entropy gain": quantity(
                -0.001, 0.12, "nats", verdict="within noise"
            ),
            "training accuracy": quantity(100.0, 0.0, "%"),
        }
    },
    "count": 3,
    "difference": 2e-12,
}
SHOWN = {
    "noisy/0.6/accuracy": "81.2 ± 1.3 %",
    "noisy/0.6/accuracy gain": "−7.9 ± 2.6 points",
    "noisy/0.6/accuracy gain/verdict": "lower",
    "noisy/0.6/cross-entropy": "0.700 ± 0.043 nats",
    "noisy/0.6/cross-entropy gain": "0.00 ± 0.12 nats",
    "noisy/0.6/training accuracy": "100 %",
    "count": "3",
    "difference": "2 × 10⁻¹²",
}


def test_numbers_come_with_their_spread(tmp_path: Path):
    """A quantity has mean, ± and unit, a gain its sign; code is left alone."""
    lines = [f"- It is {{{{ sweep/{reference} }}}}." for reference in SHOWN]
    files = {
        "docs/_data/sweep.json": json.dumps({"about": {}, "results": RESULTS}),
        "docs/index.md": "\n".join(["# Page\n", *lines, "- `{{ sweep/count }}`"]),
    }
    article = select_one(build_scratch_site(tmp_path, files).page(), "article")
    *texts, code = (each.get_text() for each in article.select("li"))
    assert code == "{{ sweep/count }}"
    assert [text.replace("\xa0", " ") for text in texts] == [
        f"It is {shown}." for shown in SHOWN.values()
    ]
    titles = [attribute(each, "title") for each in article.select("data")]
    assert titles[0] == "mean of 10 seeds ± half of its 95 % interval"
    assert titles[1].endswith("against no regularization: lower")
