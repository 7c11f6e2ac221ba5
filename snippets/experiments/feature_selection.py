"""Does L1 find the columns that matter?"""

# --8<-- [start:question]
import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso

STEPS = 4000
STRENGTHS = 0.02, 0.05, 0.1, 0.2, 0.4
SEEDS = range(10)
SETTINGS = {str(s): {"strength": s} for s in STRENGTHS}


def columns(seed):
    """Return 10 columns on patients, 30 of noise, a target."""
    x, y = load_diabetes(return_X_y=True)
    r = np.random.default_rng(seed)
    x = np.concatenate([x, r.normal(size=(len(x), 30))], axis=1)
    standard = [
        (v - v.mean(axis=0)) / v.std(axis=0) for v in (x, y)
    ]
    return standard


def measure(seeds, strength):
    """Return the weights of Keras and of Lasso."""
    keras.config.set_floatx("float64")
    rate, momentum = 0.02, 0.9
    threshold = rate * strength / (1 - momentum)

    class Shrink(keras.constraints.Constraint):
        """The proximal step of L1."""

        def __call__(self, w):
            """Move each weight towards 0."""
            return keras.ops.soft_shrink(w, threshold)

    layer = keras.layers.Dense(
        1, use_bias=False, kernel_constraint=Shrink()
    )
    model = keras.Sequential([keras.Input((40,)), layer])
    sgd = keras.optimizers.SGD(rate, momentum=momentum)
    sgd.build(model.trainable_variables)
    model.compile(sgd, "mse", steps_per_execution=500)
    results = []
    for seed in seeds:
        x, y = columns(seed)
        layer.kernel.assign(np.zeros((40, 1)))
        for velocity in sgd.variables[2:]:
            velocity.assign(np.zeros(velocity.shape))
        data = tf.data.Dataset.from_tensors((x, y[:, None]))
        model.fit(data.repeat(STEPS), shuffle=False, verbose=0)
        w = layer.kernel.numpy()[:, 0]
        # Keras has no factor 1/2 before the squared error.
        lasso = Lasso(
            alpha=strength / 2, tol=1e-10, max_iter=10**5
        )
        v = lasso.fit(x, y).coef_
        results.append(
            {
                "columns kept": int(np.sum(w[:10] != 0)),
                "noise kept": int(np.sum(w[10:] != 0)),
                "same zeros as Lasso": int(
                    np.all((w != 0) == (v != 0))
                ),
                "difference to Lasso": float(
                    np.abs(w - v).max()
                ),
                "weights": w.round(4).tolist(),
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "0.05", "0.2":
        (seed,) = measure([0], **SETTINGS[name])
        real, noise = seed["columns kept"], seed["noise kept"]
        print(f"λ {name:4} keeps {real}, {noise} of noise")
# --8<-- [end:question]


def report(results):
    """Return how many columns each strength keeps."""
    from snippets.experiments.sweep import quantity

    entries = {}
    for level, seeds in results.items():
        entries[level] = {
            key: quantity([seed[key] for seed in seeds], "")
            for key in ("columns kept", "noise kept")
        }
        same = [seed["same zeros as Lasso"] for seed in seeds]
        far = max(seed["difference to Lasso"] for seed in seeds)
        entries[level]["same zeros as Lasso"] = sum(same)
        entries[level]["difference to Lasso"] = float(
            f"{far:.0e}"
        )
        entries[level]["weights"] = seeds[0]["weights"]
    return entries
