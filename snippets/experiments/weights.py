"""What do the weights look like under no penalty, L1 and L2?"""

import keras
import numpy as np

from snippets.experiments.digits import network
from snippets.experiments.training import fit

# --8<-- [start:question]

BINS = np.linspace(-0.405, 0.405, 82)
STRENGTHS = {
    "L1": (0.0003, 0.001, 0.003),
    "L2": (0.003, 0.01, 0.03),
}
SEEDS = range(10)
SETTINGS = {
    "none": {},
    **{
        f"{name}/{strength}": {name.lower(): strength}
        for name, strengths in STRENGTHS.items()
        for strength in strengths
    },
}


def measure(seeds, l1=0.0, l2=0.0):
    """Return shares of the first kernel, in percent."""
    penalty = keras.regularizers.L1L2(l1, l2)

    def build(seed):
        return network(seed, kernel_regularizer=penalty)

    results = []
    for model, data, _ in fit(seeds, build, "adam", noise=0.2):
        w = keras.ops.convert_to_numpy(model.layers[0].kernel)
        # Without ink in any image, a pixel is never learned.
        w = np.ravel(w[data[0].max(axis=0) > 0])
        within = np.clip(w, BINS[0], BINS[-1])
        counts, _ = np.histogram(within, BINS)
        size = np.abs(w)
        results.append(
            {
                "histogram": (100 * counts / w.size).tolist(),
                "below 0.001": 100
                * float(np.mean(size < 0.001)),
                "above 0.2": 100 * float(np.mean(size > 0.2)),
                "zero": 100 * float(np.mean(w == 0)),
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for three of the settings.
    for name in ["none", "L1/0.001", "L2/0.01"]:
        (result,) = measure([0], **SETTINGS[name])
        small, large = (
            result["below 0.001"],
            result["above 0.2"],
        )
        print(f"{name:8} below 0.001: {small:.0f} %", end=", ")
        print(f"above 0.2: {large:.0f} %")
# --8<-- [end:question]


def report(results):
    """Return shares, and the mean histogram of all seeds."""
    from snippets.experiments.sweep import quantity

    entries = {}
    for name, seeds in results.items():
        entry = {
            share: quantity(
                [seed[share] for seed in seeds], "%"
            )
            for share in ("below 0.001", "above 0.2", "zero")
        }
        mean = np.mean(
            [seed["histogram"] for seed in seeds], axis=0
        )
        entry["histogram"] = mean.round(2).tolist()
        technique, _, level = name.partition("/")
        if level:
            entries.setdefault(technique, {})[level] = entry
        else:
            entries[technique] = entry
    return entries
