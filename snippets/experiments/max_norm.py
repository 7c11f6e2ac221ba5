"""Does a limit on the norm of the weights help dropout?"""

import keras

from snippets.experiments.digits import network
from snippets.experiments.training import fit

# --8<-- [start:question]
LIMITS = 0.5, 1.0, 2.0, 3.0
SEEDS = range(10)
SETTINGS = {
    f"{rate}/{limit or 'none'}": {"rate": rate, "limit": limit}
    for rate in (0.001, 0.01)
    for limit in (0.0, *LIMITS)
}


def measure(seeds, rate, limit):
    """Return scores after 400 epochs, a fifth of labels wrong.

    Dropout of 0.5 follows both hidden layers, and the limit is
    on the kernels of both.
    """

    def build(seed):
        constraint = None
        if limit:
            constraint = keras.constraints.MaxNorm(limit)
        return network(seed, 0.5, kernel_constraint=constraint)

    adam = keras.optimizers.Adam(rate)
    results = []
    for model, _, curves in fit(seeds, build, adam, noise=0.2):
        norms = keras.ops.norm(model.layers[0].kernel, axis=0)
        results.append(
            {
                "accuracy": curves[2][-1],
                "cross-entropy": curves[3][-1],
                "norm": float(keras.ops.max(norms)),
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in ["0.01/none", "0.01/1.0"]:
        (seed,) = measure([0], **SETTINGS[name])
        print(
            f"{name:9} accuracy {seed['accuracy']:.2f},",
            end=" ",
        )
        print(f"largest norm {seed['norm']:.1f}")
# --8<-- [end:question]


def report(results):
    """Return scores by learning rate and limit, and effects."""
    import numpy as np

    from snippets.experiments.statistics import detectable
    from snippets.experiments.sweep import quantity

    summary = {}
    for name, seeds in results.items():
        rate, limit = name.split("/")
        entry = summary.setdefault(rate, {}).setdefault(
            limit, {}
        )
        norms = [seed["norm"] for seed in seeds]
        entry["norm"] = quantity(norms, "")
        for score, factor, unit, points in [
            ("accuracy", 100, "%", "points"),
            ("cross-entropy", 1, "nats", "nats"),
        ]:
            values, base = (
                factor
                * np.array([seed[score] for seed in group])
                for group in (seeds, results[f"{rate}/none"])
            )
            entry[score] = quantity(values, unit)
            if limit == "none":
                continue
            effect = quantity(values - base, points)
            # Corrected for four limits at two learning rates.
            effect["detectable"] = detectable(
                effect["values"], 8
            )
            entry[f"effect on {score}"] = effect
    return summary
