"""Measured numbers are put into sentences while the site builds."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs._engine.core.html import attribute, select_one
from tests.support.scratch_site import build_site, write_scratch_site


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
    "kept": 3,
    "difference": 2e-12,
}
SHOWN = {
    "noisy/0.6/accuracy": "81.2 ± 1.3 %",
    "noisy/0.6/accuracy gain": "−7.9 ± 2.6 points",
    "noisy/0.6/accuracy gain/verdict": "lower",
    "noisy/0.6/cross-entropy": "0.700 ± 0.043 nats",
    "noisy/0.6/cross-entropy gain": "0.00 ± 0.12 nats",
    "noisy/0.6/training accuracy": "100 %",
    "kept": "3",
    "difference": "2 × 10⁻¹²",
}
WRONG = {
    "nothing/x": "nothing/x: no nothing was measured; there are: sweep.",
    "sweep/noisy/0.7": "sweep/noisy/0.7: no 0.7 was measured; there are: 0.6.",
    "sweep/kept/x": "sweep/kept/x: no x was measured; nothing is below it.",
    "sweep/noisy": "sweep/noisy: it is more than one number. Go on to one of ['0.6'].",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site with this one's frame, and one data file."""
    write_scratch_site(tmp_path)
    (tmp_path / "docs" / "_data").mkdir()
    text = json.dumps({"about": {}, "results": RESULTS})
    (tmp_path / "docs" / "_data" / "sweep.json").write_text(text, "utf-8")
    return tmp_path


def test_numbers_come_with_their_spread(project: Path):
    """A quantity has mean, ± and unit, a gain its sign; code is left alone."""
    lines = [f"- It is {{{{ sweep/{reference} }}}}." for reference in SHOWN]
    page = "\n".join(["# Page\n", *lines, "- `{{ sweep/kept }}`"])
    (project / "docs" / "index.md").write_text(page, "utf-8")
    build = build_site(project, project / "site")
    assert build.exit_code == 0, build.log
    html = (build.folder / "index.html").read_text("utf-8")
    article = select_one(BeautifulSoup(html, "html.parser"), "article")
    texts = [each.get_text().replace("\xa0", " ") for each in article.select("li")]
    assert texts == [f"It is {shown}." for shown in SHOWN.values()] + [
        "{{ sweep/kept }}"
    ]
    titles = [attribute(each, "title") for each in article.select("data")]
    assert titles[0] == "mean of 10 seeds ± half of its 95 % interval"
    assert titles[1].endswith("against no regularization: lower")


@pytest.mark.parametrize("reference", WRONG)
def test_what_was_not_measured_fails_the_build(project: Path, reference: str):
    """The log names the page, the line, and what there is."""
    page = f"---\ntitle: x\n---\n\n# Page\n\nIt is {{{{ {reference} }}}}.\n"
    (project / "docs" / "index.md").write_text(page, "utf-8")
    build = build_site(project, project / "site")
    assert build.exit_code != 0
    assert f"docs/index.md:7: {WRONG[reference]}" in build.log
