"""Say what ten paired seeds tell, and what they do not."""

import numpy as np
from scipy.stats import t


def estimate(values, comparisons=1):
    """Return the mean of a value, and how far it may be off.

    The seeds share no training image, so their values are
    independent and Student's t holds. `half` is half the width
    of an interval that covers the truth in 95 % of all cases,
    for all comparisons at once (Bonferroni).
    """
    v = np.asarray(values, float)
    level = 1 - 0.05 / (2 * comparisons)
    error = v.std(ddof=1) / np.sqrt(len(v))
    half = t.ppf(level, len(v) - 1) * error
    return rounded(v.mean(), half)


def rounded(mean, half):
    """Round both to two figures of what is uncertain."""
    if half == 0:
        return {"mean": float(mean), "half": 0.0}
    digits = 1 - int(np.floor(np.log10(half)))
    return {
        "mean": round(float(mean), digits),
        "half": round(float(half), digits),
    }


def verdict(gain):
    """Say what a difference with its interval shows."""
    if abs(gain["mean"]) <= gain["half"]:
        return "within noise"
    return "higher" if gain["mean"] > 0 else "lower"
