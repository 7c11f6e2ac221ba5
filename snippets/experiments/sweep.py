"""Sum up settings that were compared on the digits."""

import numpy as np

from snippets.experiments.statistics import estimate
from snippets.experiments.training import EPOCHS

BUDGETS = 60, 400
"""Epochs after which settings are compared."""
SCORES = (
    "training accuracy",
    "training cross-entropy",
    "accuracy",
    "cross-entropy",
)


def report(results, baseline="none"):
    """Return the scores of each setting, and its gain.

    A setting is called group/level. It is compared with
    group/baseline, seed by seed.

    Args:
        results: What `train` measured, by setting and seed.
        baseline: The level that others are compared with.
    """
    summary = {}
    for name, seeds in results.items():
        group, level = name.split("/")
        curves = _curves(seeds)
        base = _curves(results[f"{group}/{baseline}"])
        entry = {"curves": {}}
        for number, score in enumerate(SCORES):
            means = [
                estimate(column) for column in curves[number].T
            ]
            entry["curves"][score] = {
                key: [mean[key] for mean in means]
                for key in ("mean", "half")
            }
        for budget in BUDGETS:
            at = EPOCHS.index(budget)
            entry[str(budget)] = scores = {}
            for number, score in enumerate(SCORES):
                values = curves[number, :, at]
                unit = "%" if "accuracy" in score else "nats"
                scores[score] = quantity(values, unit)
                if level == baseline or number < 2:
                    continue
                gains = values - base[number, :, at]
                unit = "points" if unit == "%" else unit
                scores[f"{score} gain"] = quantity(gains, unit)
        entry["weights"] = _weights(seeds)
        summary.setdefault(group, {})[level] = entry
    return summary


def gains(results, baseline, scores):
    """Return scores of settings, and their gains on a baseline.

    Args:
        results: The value of each score, by setting and seed.
        baseline: The setting that others are compared with.
        scores: The names of accuracies, shares of one, and
            cross-entropies, in nats.
    """
    summary = {}
    for name, seeds in results.items():
        summary[name] = entry = {}
        for score in scores:
            factor, unit, points = (
                (100, "%", "points")
                if "accuracy" in score
                else (1, "nats", "nats")
            )
            values = factor * np.array(
                [seed[score] for seed in seeds]
            )
            base = factor * np.array(
                [seed[score] for seed in results[baseline]]
            )
            entry[score] = quantity(values, unit)
            if name != baseline:
                entry[f"{score} gain"] = quantity(
                    values - base, points
                )
    return summary


def quantity(values, unit):
    """Return a measured quantity as data files hold it."""
    digits = 2 if unit in ("%", "points") else 4
    values = [round(float(value), digits) for value in values]
    return {
        **estimate(values),
        "unit": unit,
        "values": values,
    }


def _weights(seeds):
    """Return what the first kernels are like in the end."""
    counts = np.array(
        [seed["histogram"] for seed in seeds], float
    )
    shares = 100 * counts / counts.sum(axis=1, keepdims=True)
    return {
        "norm": quantity([seed["norm"] for seed in seeds], ""),
        "small": quantity(
            [100 * seed["small"] for seed in seeds], "%"
        ),
        "zero": quantity(
            [100 * seed["zero"] for seed in seeds], "%"
        ),
        "histogram": shares.mean(axis=0).round(2).tolist(),
    }


def _curves(seeds):
    """Return scores × seeds × epochs, accuracies in percent."""
    curves = np.array(
        [seed["curves"][:4] for seed in seeds]
    ).transpose(1, 0, 2)
    curves[[0, 2]] *= 100
    return curves
