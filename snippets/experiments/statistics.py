"""Estimate a mean of paired seeds, and decide what it shows."""

import numpy as np
from scipy.optimize import brentq
from scipy.stats import nct, t


def estimate(values):
    """Return the mean of values, and half of its 95 % interval.

    The seeds share no training image, so Student's t is used
    as for independent values. The interval is that of this one
    mean, however many others a page shows.
    """
    v = np.asarray(values, float)
    error = v.std(ddof=1) / np.sqrt(len(v))
    return rounded(v.mean(), t.ppf(0.975, len(v) - 1) * error)


def rounded(mean, half):
    """Round both to two figures of what is uncertain."""
    if half == 0:
        return {"mean": float(mean), "half": 0.0}
    digits = 1 - int(np.floor(np.log10(half)))
    return {
        "mean": round(float(mean), digits),
        "half": round(float(half), digits),
    }


def decide(family):
    """Decide for all differences on one data set at once.

    Holm's correction: if there were no effect at all, a false
    verdict anywhere in the family would have a chance of 5 %.

    Args:
        family: The values of each difference, one per seed.

    Returns:
        A verdict for each: higher, lower or unclear.
    """
    p_values = [p_value(values) for values in family]
    verdicts = ["unclear"] * len(family)
    order = sorted(range(len(family)), key=p_values.__getitem__)
    for rank, i in enumerate(order):
        if p_values[i] > 0.05 / (len(family) - rank):
            break
        is_higher = np.mean(family[i]) > 0
        verdicts[i] = "higher" if is_higher else "lower"
    return verdicts


def p_value(values):
    """Return how likely a mean this far from 0 is by chance.

    That is, if the true mean is 0: Student's t, two-sided.
    """
    v = np.asarray(values, float)
    error = v.std(ddof=1) / np.sqrt(len(v))
    if error == 0:
        return 0.0 if v.mean() else 1.0
    return 2 * t.sf(abs(v.mean()) / error, len(v) - 1)


def detectable(values, comparisons):
    """Return how large a difference would have been found.

    Were the true mean that large, and the values as spread as
    they are, four of five measurements would find it, corrected
    for the number of comparisons.
    """
    n = len(values)
    error = np.std(values, ddof=1) / np.sqrt(n)
    least = t.isf(0.025 / comparisons, n - 1)

    def missing(effect):
        return nct.sf(least, n - 1, effect) - 0.8

    effect = brentq(missing, 0, 3 * least + 3) * error
    return rounded(effect, effect)["mean"]
