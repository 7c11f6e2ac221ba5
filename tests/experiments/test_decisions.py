"""The verdicts on measured differences: one for each, whatever page or file has it."""

import json

import pytest

from docs._engine.core import results
from docs._engine.core.results import DECISIONS, lookup
from docs._engine.experiments import decisions
from docs._engine.experiments.decisions import decide_all, find_differences


def test_committed_verdicts_follow_from_the_data():
    """Anybody who measures again, or edits a number, gets new ones."""
    committed = json.loads(DECISIONS.read_bytes())["results"]
    advice = "run: uv run python -m docs._engine.experiments"
    assert decide_all() == committed, advice


def test_every_difference_has_a_verdict():
    """A page or figure that looks up a gain finds it."""
    for name, places in decide_all().items():
        measured = lookup(name)
        assert {place for place, _ in find_differences(measured)} == {*places}
        for place in places:
            assert lookup(f"{name}/{place}")["verdict"] in (
                "higher",
                "lower",
                "unclear",
            )


def test_a_difference_has_one_verdict_in_all_files():
    """The same values on the same data, also the other way round."""
    verdicts: dict[tuple, set[str]] = {}
    opposite = {"higher": "lower", "lower": "higher"}
    for name, places in decide_all().items():
        for place, decision in places.items():
            data = decisions.data_set(name, place.partition("/")[0])
            score = "cross-entropy" in place
            values = tuple(lookup(f"{name}/{place}")["values"])
            verdict = decision["verdict"]
            for sign, word in (1, verdict), (-1, opposite.get(verdict, verdict)):
                key = data, score, tuple(sign * value + 0.0 for value in values)
                verdicts.setdefault(key, set()).add(word)
    assert {len(words) for words in verdicts.values()} == {1}


@pytest.mark.parametrize(
    ("experiment", "group", "data"),
    [
        ("sensitivity", "no wrong labels", "digits, clean"),
        ("dropout_rate", "clean", "digits, clean"),
        ("sensitivity", "256 units", "digits, noisy"),
        ("sensitivity", "40 images", "digits, 40 images"),
        ("comparison", "clean", "MNIST, clean"),
        ("two_moons", "0.03", "two moons"),
    ],
)
def test_data_sets(experiment: str, group: str, data: str):
    """What is trained on the same images and labels is one family."""
    assert decisions.data_set(experiment, group) == data


def test_a_verdict_on_what_was_not_measured_stops_the_build(tmp_path, monkeypatch):
    """The message names the file, the difference, and the command to run."""
    data, verdicts = tmp_path / "rate.json", tmp_path / "decisions.json"
    data.write_text(json.dumps({"results": {"0.5": {"gain": {"mean": 1.0}}}}), "utf-8")
    monkeypatch.setattr(results, "DATA", tmp_path)
    monkeypatch.setattr(results, "DECISIONS", verdicts)
    for place, is_measured in ("0.5/gain", True), ("0.7/gain", False):
        decision = {"rate": {place: {"verdict": "higher"}}}
        verdicts.write_text(json.dumps({"results": decision}), "utf-8")
        results._load.cache_clear()
        if is_measured:
            assert lookup("rate/0.5/gain") == {"mean": 1.0, "verdict": "higher"}
        else:
            with pytest.raises(results.UnknownReferenceError, match=r"rate/0\.7/gain"):
                lookup("rate/0.5/gain")
