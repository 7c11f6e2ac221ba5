"""Decide which measured differences are clear, once for each data set.

A difference may appear in several data files, in figures and on pages. Its verdict is
the same everywhere, because all differences of a score on one data set are one family,
whichever file they are in.
"""

import importlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docs._engine.core.results import DATA, DECISIONS
from docs._engine.experiments.experiment import write_json

Values = tuple[float, ...]

DIGITS = {
    "no wrong labels": "clean",
    **dict.fromkeys(["base", "256 units", "penalty, SGD", "proximal", "Ftrl"], "noisy"),
}
"""Groups of settings that train on the same digits as another group."""


def update_decisions() -> bool:
    """Write the verdict on each difference, if a data file has changed since.

    Returns whether it wrote them.
    """
    about = {
        file.stem: json.loads(file.read_bytes())["about"]["results"]
        for file in _data_files()
    }
    before = json.loads(DECISIONS.read_bytes()) if DECISIONS.exists() else {}
    if before.get("about") == about:
        return False
    write_json(DECISIONS, {"about": about, "results": decide_all()})
    return True


def decide_all() -> dict[str, dict[str, dict[str, Any]]]:
    """Return verdict and detectable size of each difference, by data file and place."""
    families: dict[tuple[str, str], dict[Values, int]] = defaultdict(dict)
    differences = []
    for file in _data_files():
        results = json.loads(file.read_bytes())["results"]
        for place, values in find_differences(results):
            group, _, rest = place.partition("/")
            score = "cross-entropy" if "cross-entropy gain" in rest else "accuracy"
            family = (data_set(file.stem, group), score)
            members = families[family]
            number = members.setdefault(_unsigned(values), len(members))
            differences.append((file.stem, place, values, family, number))
    if not differences:
        return {}
    statistics = importlib.import_module("snippets.experiments.statistics")
    verdicts = {each: statistics.decide([*families[each]]) for each in families}
    decisions: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for name, place, values, family, number in differences:
        verdict = verdicts[family][number]
        if values != _unsigned(values):
            verdict = {"higher": "lower", "lower": "higher"}.get(verdict, verdict)
        size = statistics.detectable(values, len(families[family]))
        decisions[name][place] = {"verdict": verdict, "detectable": size}
    return dict(decisions)


def find_differences(part: object, place: str = "") -> Iterator[tuple[str, Values]]:
    """Yield each difference in results: its place, and a value for each seed."""
    if not isinstance(part, dict):
        return
    if "values" in part and " gain" in place:
        yield place, tuple(part["values"])
    for key, value in part.items():
        yield from find_differences(value, f"{place}/{key}".lstrip("/"))


def data_set(experiment: str, group: str) -> str:
    """Return the name of the data that a group of settings is trained on."""
    if experiment == "two_moons":
        return "two moons"
    data = "MNIST" if experiment == "comparison" else "digits"
    return f"{data}, {DIGITS.get(group, group)}"


def _data_files() -> list[Path]:
    return [file for file in sorted(DATA.glob("*.json")) if file != DECISIONS]


def _unsigned(values: Values) -> Values:
    """Return the values, or their negatives: the same for a difference both ways."""
    return max(values, tuple(-value for value in values))
