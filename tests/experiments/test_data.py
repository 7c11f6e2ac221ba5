"""The committed data files: made by the programs of today, and measured again."""

import json
import multiprocessing
import random
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from docs._engine.core.results import DECISIONS
from docs._engine.core.sources import versions
from docs._engine.experiments.experiment import (
    DATA,
    EXPERIMENTS,
    Experiment,
    find_experiments,
    programs,
    results_digest,
)
from docs._engine.experiments.measure import execute

ONE_IMAGE = 0.84
"""One of 120 images, in percent: another machine may round one prediction over."""


def committed(name: str) -> dict:
    """Return a data file."""
    return json.loads((DATA / f"{name}.json").read_bytes())


def test_each_data_file_has_an_experiment():
    """No file is left over from an experiment that was removed."""
    files = {file.stem for file in DATA.glob("*.json") if file != DECISIONS}
    assert files == {*find_experiments()}


@pytest.mark.parametrize("name", find_experiments())
def test_data_is_as_the_program_of_today_wrote_it(name: str):
    """Neither did the program change, nor was a number changed by hand."""
    data = committed(name)
    about = data["about"]
    assert about["source"] == Experiment(name).source, f"run: {about['command']}"
    edited = f"docs/_data/{name}.json was edited. Run: {about['command']}"
    assert about["results"] == results_digest(data["results"]), edited


@pytest.mark.parametrize("name", find_experiments())
def test_only_programs_make_data_stale(name: str):
    """A data file stays valid when anything but the programs of it changes."""
    files = programs(EXPERIMENTS / f"{name}.py")
    assert EXPERIMENTS / f"{name}.py" in files
    assert {file.parent for file in files} == {EXPERIMENTS}
    assert EXPERIMENTS / "__init__.py" not in files


@pytest.mark.parametrize("name", find_experiments())
def test_each_program_is_short(name: str):
    """It asks its question in its first line, and is read in a sitting."""
    lines = (EXPERIMENTS / f"{name}.py").read_text("utf-8").splitlines()
    assert lines[0].endswith('?"""')
    assert len(lines) < 120


def sample(name: str) -> tuple[list[str], list[int]]:
    """Return settings and seeds to measure again: always the same ones.

    They are one setting with its baseline and two seeds; all, if there is but one seed.
    """
    program = Experiment(name).program
    if len(program.SEEDS) == 1:
        return [*program.SETTINGS], [0]
    chosen = random.Random(name)  # noqa: S311
    settings = [*program.SETTINGS]
    compared = [each for each in settings if not re.fullmatch("(.*/)?none", each)]
    setting = chosen.choice(compared or settings)
    seeds = [0, chosen.choice(list(program.SEEDS)[1:])]
    baseline = re.sub("[^/]+$", "none", setting)
    return [each for each in settings if each in (setting, baseline)], seeds


def quantities(part: object, place: str = "") -> Iterator[tuple[str, dict]]:
    """Give each quantity of a report, with the place where it stands."""
    if isinstance(part, dict):
        if "values" in part:
            yield place, part
        else:
            for key, value in part.items():
                yield from quantities(value, f"{place}/{key}".lstrip("/"))


@pytest.fixture(scope="module")
def process() -> Iterator[ProcessPoolExecutor]:
    """A fresh process, in which TensorFlow has not started."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as executor:
        yield executor


# test_exactness.py measures that one: its report holds no value of a single seed.
@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({*find_experiments()} - {"exactness"}))
def test_a_sample_measures_the_same(name: str, process: ProcessPoolExecutor):
    """Some settings, measured again, stay close: by half of the committed interval."""
    experiment = Experiment(name)
    settings, seeds = sample(name)
    outcomes = {}
    for measurement in experiment.measurements():
        if measurement.setting in settings:
            arguments = {**measurement.arguments, "seeds": seeds}
            part = replace(measurement, arguments=arguments)
            _, outcome = process.submit(execute, part, versions()).result(300)
            outcomes[measurement.setting] = outcome
    results, report = committed(name)["results"], experiment.program.report(outcomes)
    if len(experiment.program.SEEDS) == 1:
        assert report == results
    before, far = dict(quantities(results)), []
    for place, quantity in quantities(report):
        was = before[place]
        tolerance = max(was["half"], ONE_IMAGE * (was["unit"] in "% points"))
        for seed, value in zip(seeds, quantity["values"], strict=True):
            if abs(value - was["values"][seed]) > tolerance:
                far.append((place, seed, was["values"][seed], value))
    assert far == []
