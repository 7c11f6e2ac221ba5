"""What does L2 on a kernel before BatchNormalization do?"""

import keras

from snippets.experiments.digits import images, scores

# --8<-- [start:question]
RATE = 0.1
STEPS = [0, 5, 10, 20, 40, *range(60, 601, 60)]
SEEDS = range(10)
SETTINGS = {
    str(strength or "none"): {"strength": strength}
    for strength in (0.0, 0.003, 0.01, 0.03)
}


def measure(seeds, strength):
    """Return the norm of the kernel by step, and the scores."""
    results = []
    for seed in seeds:
        keras.utils.set_random_seed(seed)
        dense = keras.layers.Dense(
            64,
            use_bias=False,
            kernel_regularizer=keras.regularizers.L2(strength),
        )
        model = keras.Sequential(
            [
                keras.Input((64,)),
                dense,
                keras.layers.BatchNormalization(),
                keras.layers.Activation("relu"),
                keras.layers.Dense(10, activation="softmax"),
            ]
        )
        model.compile(
            optimizer=keras.optimizers.SGD(RATE),
            loss="sparse_categorical_crossentropy",
        )
        x, y, x_test, y_test, *_ = images(seed, 120, 0.0)
        norms = []
        for step in range(STEPS[-1] + 1):
            if step in STEPS:
                norms.append(
                    float(keras.ops.norm(dense.kernel))
                )
            model.train_on_batch(x, y)
        accuracy, error = scores(model, x_test, y_test)
        results.append(
            {
                "norms": norms,
                "accuracy": float(accuracy),
                "cross-entropy": float(error),
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in ["none", "0.01"]:
        (seed,) = measure([0], **SETTINGS[name])
        first, last = seed["norms"][0], seed["norms"][-1]
        print(f"{name:4} norm {first:.1f}, then {last:.1f}")
# --8<-- [end:question]


def report(results):
    """Return the norms, the effective rates and the scores."""
    import numpy as np

    from snippets.experiments.statistics import estimate
    from snippets.experiments.sweep import quantity

    summary = {}
    for name, seeds in results.items():
        norms = np.array([seed["norms"] for seed in seeds])
        rates = RATE / norms**2
        entry = summary[name] = {"curves": {"step": STEPS}}
        for curve, values in ("norm", norms), ("rate", rates):
            means = [estimate(column) for column in values.T]
            entry["curves"][curve] = {
                key: [
                    float(f"{mean[key]:.3g}") for mean in means
                ]
                for key in ("mean", "half")
            }
        accuracy = [100 * seed["accuracy"] for seed in seeds]
        errors = [seed["cross-entropy"] for seed in seeds]
        entry["norm"] = quantity(norms[:, -1], "")
        entry["growth"] = quantity(
            rates[:, -1] / rates[:, 0], ""
        )
        entry["accuracy"] = quantity(accuracy, "%")
        entry["cross-entropy"] = quantity(errors, "nats")
    return summary
