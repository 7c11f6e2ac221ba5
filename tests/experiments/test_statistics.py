"""What the intervals on the pages promise."""

import numpy as np
import pytest


@pytest.fixture(scope="module")
def statistics():
    """The program, imported only when a test runs: it brings SciPy."""
    from snippets.experiments import statistics

    return statistics


@pytest.mark.parametrize("seeds", [10, 30])
def test_intervals_cover_what_they_promise(statistics, seeds: int):
    """An interval covers the truth in 95 % of cases.

    8,000 means of normal values. The bounds allow for rounding and five standard errors
    of the simulation.
    """
    draws = np.random.default_rng(0).normal(3, 2, size=(8000, seeds))
    estimates = [statistics.estimate(values) for values in draws]
    covered = [abs(each["mean"] - 3) <= each["half"] for each in estimates]
    assert 0.938 < np.mean(covered) < 0.966


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


def test_a_family_without_effects_seldom_has_a_verdict(statistics):
    """In at most one of twenty, however many differences it has.

    2,000 families of 12 differences; five standard errors of the simulation.
    """
    draws = np.random.default_rng(1).normal(0, 1, size=(2000, 12, 10))
    false = [set(statistics.decide([*family])) != {"unclear"} for family in draws]
    assert 0.025 < np.mean(false) < 0.075


def test_verdicts_follow_holm(statistics):
    """Each p is held against 5 % over what is not yet decided, the least one first."""
    one = np.array([1, 1.2, 0.8, 1.1, 0.9, 1.3, 0.7, 1, 1.1, 0.9])
    family = [one - 0.84, 1 - one - 1.5, one - 0.7, one - 1.0]
    p_values = [statistics.p_value(each) for each in family]
    # The first one passes only because two others went before it.
    assert 0.05 / 4 < p_values[0] < 0.05 / 2
    assert p_values[1] < p_values[2] < 0.05 / 4
    assert statistics.decide(family) == ["higher", "lower", "higher", "unclear"]


def test_values_without_spread_are_decided(statistics):
    """The same difference for each seed is clear, and none at all is not."""
    assert statistics.decide([[0.5] * 10, [0.0] * 10]) == ["higher", "unclear"]


@pytest.mark.parametrize("comparisons", [1, 20])
def test_detectable_is_found_in_four_of_five(statistics, comparisons: int):
    """A true difference of that size passes the first step of Holm 80 times of 100.

    The spread is that of the values, so it is scaled to one here. 4,000 simulations,
    five standard errors and the rounding to two figures.
    """
    noise = np.random.default_rng(2).normal(0, 1, size=(4000, 10))
    unit = np.array([-1.0, 1] * 5) * np.sqrt(9 / 10)
    size = statistics.detectable(unit, comparisons)
    p_values = [statistics.p_value(values + size) for values in noise]
    assert 0.75 < np.mean(np.array(p_values) <= 0.05 / comparisons) < 0.85
