"""Is Keras with a penalty the same as scikit-learn?"""

# --8<-- [start:question]
import keras
import numpy as np
import tensorflow as tf
from sklearn.linear_model import ElasticNet, Lasso, Ridge

L1, L2 = 0.2, 0.1
RATE = 0.05
SEEDS = range(10)


class Shrink(keras.constraints.Constraint):
    """The proximal step of L1."""

    def __call__(self, w):
        """Move each weight towards 0."""
        return keras.ops.soft_shrink(w, RATE * L1)


def sgd(**options):
    """Return plain gradient descent."""
    return keras.optimizers.SGD(RATE, **options)


def adamw():
    """Return Adam with weight decay."""
    return keras.optimizers.AdamW(RATE / 5, weight_decay=2 * L2)


l2 = {"kernel_regularizer": keras.regularizers.L2(L2)}
l1 = {"kernel_regularizer": keras.regularizers.L1(L1)}
soft = {"kernel_constraint": Shrink()}
tight = dict(tol=1e-12, max_iter=10**6, fit_intercept=False)
ridge = Ridge(100 * L2, fit_intercept=False)
elastic = ElasticNet(
    L1 / 2 + L2, l1_ratio=L1 / (L1 + 2 * L2), **tight
)
WAYS = {
    "L2, Ridge": (l2, sgd, ridge),
    "L1, Lasso": (l1, sgd, Lasso(L1 / 2, **tight)),
    "proximal L1, Lasso": (soft, sgd, Lasso(L1 / 2, **tight)),
    "L2 and proximal L1, ElasticNet": (
        {**l2, **soft},
        sgd,
        elastic,
    ),
    "SGD weight decay, Ridge": (
        {},
        lambda: sgd(weight_decay=2 * L2),
        ridge,
    ),
    "AdamW weight decay, Ridge": ({}, adamw, ridge),
}
SETTINGS = {name: {"way": name} for name in WAYS}


def data(seed):
    """Return 100 rows, 8 correlated columns, and a target."""
    r = np.random.default_rng(seed)
    x = r.normal(size=(100, 8)) + r.normal(size=(100, 1))
    w = np.array([2, -1.5, 1, 0.5, 0, 0, 0, 0])
    return x, x @ w + 0.5 * r.normal(size=100)


def measure(seeds, way):
    """Return the largest difference between the weights."""
    keras.config.set_floatx("float64")
    options, optimizer, other = WAYS[way]
    results = []
    for seed in seeds:
        x, y = data(seed)
        start = {
            "use_bias": False,
            "kernel_initializer": "zeros",
        }
        layer = keras.layers.Dense(1, **start, **options)
        model = keras.Sequential([keras.Input((8,)), layer])
        model.compile(
            optimizer(), "mse", steps_per_execution=500
        )
        rows = tf.data.Dataset.from_tensors((x, y[:, None]))
        model.fit(rows.repeat(4000), shuffle=False, verbose=0)
        w, v = layer.kernel.numpy()[:, 0], other.fit(x, y).coef_
        none = np.linalg.lstsq(x, y)[0]
        results.append(
            {
                "difference": float(np.abs(w - v).max()),
                "least squares": float(np.abs(none - v).max()),
                "zeros": int(np.sum(w == 0)),
                "expected zeros": int(np.sum(v == 0)),
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "L1, Lasso", "proximal L1, Lasso":
        (seed,) = measure([0], **SETTINGS[name])
        zeros, expected = seed["zeros"], seed["expected zeros"]
        print(f"{name:18} {zeros} of {expected} zeros")
# --8<-- [end:question]


def report(results):
    """Return the largest difference over all seeds."""
    entries = {}
    for way, seeds in results.items():
        entries[way] = entry = {}
        for key in "difference", "least squares":
            largest = max(seed[key] for seed in seeds)
            entry[f"largest {key}"] = float(f"{largest:.0e}")
        for key in "zeros", "expected zeros":
            entry[key] = sum(seed[key] for seed in seeds)
    return entries
