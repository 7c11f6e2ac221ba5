"""What the intervals on the pages promise."""

import numpy as np
import pytest


@pytest.fixture(scope="module")
def statistics():
    """The program, imported only when a test runs: it brings SciPy."""
    from snippets.experiments import statistics

    return statistics


@pytest.mark.parametrize("comparisons", [1, 8])
def test_intervals_cover_what_they_promise(statistics, comparisons: int):
    """All intervals of a family cover the truth at once in at least 95 % of cases.

    4,000 families of 10 normal values for each interval. The bound allows for
    rounding and three standard errors of the simulation.
    """
    r = np.random.default_rng(0)
    covered = 0
    for values in r.normal(3, 2, size=(4000, comparisons, 10)):
        estimates = [statistics.estimate(column, comparisons) for column in values]
        covered += all(abs(each["mean"] - 3) <= each["half"] for each in estimates)
    assert 0.94 < covered / 4000 < 0.965


@pytest.mark.parametrize(
    ("mean", "half", "expected"),
    [
        (79.8664, 1.5372, (79.9, 1.5)),
        (0.043217, 0.0021876, (0.0432, 0.0022)),
        (1234.5, 56.78, (1234.0, 57.0)),
        (99.95, 0.0996, (99.95, 0.1)),
        (5.0, 0.0, (5.0, 0.0)),
    ],
)
def test_two_figures_of_what_is_uncertain_are_kept(statistics, mean, half, expected):
    """The mean is rounded where its interval is."""
    estimates = statistics.rounded(mean, half)
    assert (estimates["mean"], estimates["half"]) == expected


@pytest.mark.parametrize(
    ("mean", "expected"),
    [(0.5, "higher"), (-0.5, "lower"), (0.2, "within noise"), (0.1, "within noise")],
)
def test_verdict_is_that_of_the_interval(statistics, mean: float, expected: str):
    """An interval that holds 0 shows nothing."""
    assert statistics.verdict({"mean": mean, "half": 0.2}) == expected
