"""Is dropout on the inputs of a linear model ridge?"""

# --8<-- [start:question]
import keras
import numpy as np
import tensorflow as tf

SEEDS = range(10)
SETTINGS = {str(r): {"rate": r} for r in (0.1, 0.3, 0.5)}


def data(seed):
    """Return 100 rows, 8 correlated columns, and a target."""
    r = np.random.default_rng(seed)
    x = r.normal(size=(100, 8)) + r.normal(size=(100, 1))
    w = np.array([2, -1.5, 1, 0.5, 0, 0, 0, 0])
    return x, x @ w + 0.5 * r.normal(size=100)


def ridge(x, y, rate):
    """Return what minimizes the loss averaged over all masks.

    A column's strength is rate / (1 - rate) times its sum of
    squares (Wager, Wang and Liang, 2013, arXiv:1307.1493).
    """
    strengths = rate / (1 - rate) * (x**2).sum(axis=0)
    return np.linalg.solve(
        x.T @ x + np.diag(strengths), x.T @ y
    )


def measure(seeds, rate):
    """Return how far trained weights are from these."""
    double = {"dtype": "float64"}
    mse = keras.losses.MeanSquaredError(**double)
    results = []
    for seed in seeds:
        x, y = data(seed)
        layer = keras.layers.Dense(
            1,
            use_bias=False,
            kernel_initializer="zeros",
            **double,
        )
        drop = keras.layers.Dropout(rate, seed=seed, **double)
        model = keras.Sequential(
            [keras.Input((8,)), drop, layer]
        )
        # Masks are noise: average the last weights.
        sgd = keras.optimizers.SGD(
            0.05, use_ema=True, ema_momentum=0.998
        )
        model.compile(sgd, mse, steps_per_execution=500)
        # A step sees every row 20 times, masked anew.
        rows = np.tile(x, (20, 1)), np.tile(y[:, None], (20, 1))
        steps = tf.data.Dataset.from_tensors(rows).repeat(4000)
        model.fit(steps, shuffle=False, verbose=0)
        w = layer.kernel.numpy()[:, 0]
        free = np.linalg.lstsq(x, y)[0]
        results.append(
            {
                "from ridge": np.abs(
                    w - ridge(x, y, rate)
                ).max(),
                "from least squares": np.abs(w - free).max(),
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for one of the rates.
    (seed,) = measure([0], rate=0.3)
    for name, distance in seed.items():
        print(f"{name:18} {distance:.3f}")
# --8<-- [end:question]


def report(results):
    """Return the distances of each rate."""
    from snippets.experiments.sweep import quantity

    return {
        level: {
            key: quantity([seed[key] for seed in seeds], "")
            for key in seeds[0]
        }
        for level, seeds in results.items()
    }
