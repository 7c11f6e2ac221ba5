"""Sum up curves: their means, and scores after some epochs."""

import numpy as np

from snippets.experiments.statistics import estimate
from snippets.experiments.sweep import quantity

SCORES = [
    f"{images} {score}"
    for images in ("training", "validation", "new")
    for score in ("accuracy", "cross-entropy")
]
CHECKED = SCORES.index("validation cross-entropy")


def summarize(seeds, epochs):
    """Return curves, and scores after the best and last epoch.

    A seed's best epoch has the least validation cross-entropy.

    Args:
        seeds: Curves by seed: scores × epochs.
        epochs: When the scores were taken.
    """
    curves = in_percent(seeds)
    moments = best(curves), np.full(len(curves), -1)
    entry = {
        "best epoch": float(
            np.median(np.take(epochs, moments[0]))
        )
    }
    for name, at in zip(("best", "last"), moments, strict=True):
        entry[name] = {
            score: quantity(
                pick(curves, score, at), unit(score)
            )
            for score in SCORES
        }
    entry["curves"] = {}
    for number, score in enumerate(SCORES):
        means = [estimate(each) for each in curves[:, number].T]
        entry["curves"][score] = {
            key: [mean[key] for mean in means]
            for key in ("mean", "half")
        }
    return entry


def changes(seeds, base):
    """Return how scores on new images differ from a base.

    Both are taken after the best epoch of each seed.
    """
    a, b = in_percent(seeds), in_percent(base)
    result = {}
    for score in SCORES[-2:]:
        values = pick(a, score, best(a)) - pick(
            b, score, best(b)
        )
        points = unit(score).replace("%", "points")
        result[score] = quantity(values, points)
    return result


def in_percent(seeds):
    """Return seeds × scores × epochs, accuracies in percent."""
    curves = np.array(seeds, float)
    curves[:, ::2] *= 100
    return curves


def best(curves):
    """Return where each seed has its best epoch."""
    return curves[:, CHECKED].argmin(axis=1)


def pick(curves, score, at):
    """Return a score of each seed at one of its epochs."""
    seeds = np.arange(len(curves))
    return curves[seeds, SCORES.index(score), at]


def unit(score):
    """Return the unit of a score."""
    return "%" if "accuracy" in score else "nats"
