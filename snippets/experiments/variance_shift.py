"""What does dropout before batch normalization change?"""

# --8<-- [start:question]
import keras
import numpy as np

RATES = 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8
MEANS = 0.0, 1.0, 2.0
SEEDS = range(10)
SETTINGS = {
    f"{order}/{mean}/{rate}": {
        "order": order,
        "mean": mean,
        "rate": rate,
    }
    for order in ("before", "after")
    for mean in MEANS
    for rate in RATES
}


def measure(seeds, order, mean, rate):
    """Return the standard deviation after both layers."""
    results = []
    for seed in seeds:
        r = np.random.default_rng(seed)
        x = r.normal(mean, 1.0, size=(20_000, 1))
        drop = keras.layers.Dropout(rate, seed=seed)
        norm = keras.layers.BatchNormalization(momentum=0.0)
        layers = [drop, norm]
        if order == "after":
            layers = [norm, drop]
        model = keras.Sequential([keras.Input((1,)), *layers])
        # Without momentum, one call records the statistics.
        model(x, training=True)
        y = model(x, training=False)
        results.append(float(keras.ops.std(y)))
    return results


if __name__ == "__main__":
    for order in "before", "after":
        for mean in MEANS:
            stds = measure(SEEDS, order, mean, 0.5)
            print(f"{order}, mean {mean}: {np.mean(stds):.2f}")
# --8<-- [end:question]


def report(results):
    """Return the mean over the seeds, and its interval."""
    from snippets.experiments.statistics import estimate

    summary = {}
    for name, values in results.items():
        order, mean, rate = name.split("/")
        entry = {
            key: round(value, 3)
            for key, value in estimate(values).items()
        }
        entry["unit"] = ""
        entry["values"] = [round(value, 3) for value in values]
        group = summary.setdefault(order, {})
        group.setdefault(mean, {})[rate] = entry
    return summary
