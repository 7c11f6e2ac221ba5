"""The committed data files: made by the programs of today, and measured again."""

import json
import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from docs._engine.core.sources import versions
from docs._engine.experiments.experiment import (
    DATA,
    FOLDER,
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
    assert sorted(file.stem for file in DATA.glob("*.json")) == find_experiments()


@pytest.mark.parametrize("name", find_experiments())
def test_data_is_that_of_the_program(name: str):
    """A program that changed has to be run again before its numbers are shown."""
    about = committed(name)["about"]
    assert about["source"] == Experiment(name).source, f"run: {about['command']}"


@pytest.mark.parametrize("name", find_experiments())
def test_only_programs_make_data_stale(name: str):
    """A data file stays valid when anything but the programs of it changes."""
    found = programs(FOLDER / f"{name}.py")
    assert FOLDER / f"{name}.py" in found
    assert {file.parent for file in found} == {FOLDER}
    assert FOLDER / "__init__.py" not in found


@pytest.mark.parametrize("name", find_experiments())
def test_data_is_as_it_was_written(name: str):
    """A number that was changed by hand is found, whichever it is."""
    data = committed(name)
    edited = f"docs/_data/{name}.json was edited. Run: {data['about']['command']}"
    assert data["about"]["results"] == results_digest(data["results"]), edited


@pytest.mark.parametrize("name", find_experiments())
def test_each_program_is_short(name: str):
    """It asks its question in its first line, and is read in a sitting."""
    text = (FOLDER / f"{name}.py").read_text("utf-8")
    assert text.splitlines()[0].endswith('?"""')
    assert len(text.splitlines()) < 120


def sample(name: str) -> list[tuple[str, list[int]]]:
    """Return settings and seeds to measure again: always the same ones.

    All, if there is but one seed.
    """
    program = Experiment(name).program
    settings = [*program.SETTINGS]
    if len(program.SEEDS) == 1:
        return [(each, [0]) for each in settings]
    chosen = random.Random(name)  # noqa: S311
    setting = chosen.choice(
        [each for each in settings if not is_baseline(each)] or settings
    )
    seeds = [0, chosen.choice(list(program.SEEDS)[1:])]
    group = setting.rpartition("/")[0]
    wanted = [each for each in settings if is_baseline(each)]
    baseline = [each for each in wanted if each.rpartition("/")[0] == group]
    return [(each, seeds) for each in dict.fromkeys([setting, *baseline])]


def is_baseline(setting: str) -> bool:
    """Say whether others are compared with this setting."""
    return setting.rpartition("/")[2] == "none"


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
    measurements = {each.setting: each for each in experiment.measurements()}
    found, chosen = {}, sample(name)
    for setting, seeds in chosen:
        measurement = measurements[setting]
        arguments = {**measurement.arguments, "seeds": seeds}
        job = process.submit(
            execute, replace(measurement, arguments=arguments), versions()
        )
        _, found[setting] = job.result(300)
    results, report = committed(name)["results"], experiment.program.report(found)
    was, far = dict(quantities(results)), []
    if len(experiment.program.SEEDS) == 1:
        assert report == results
    else:
        assert was
    for place, quantity in quantities(report):
        before = was[place]
        tolerance = max(before["half"], ONE_IMAGE * (before["unit"] in "% points"))
        for seed, value in zip(chosen[0][1], quantity["values"], strict=True):
            if abs(value - before["values"][seed]) > tolerance:
                far.append((place, seed, before["values"][seed], value))
    assert far == []
