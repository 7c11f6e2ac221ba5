"""How hard does a penalty pull, and where does a weight end?"""

# --8<-- [start:question]
import keras
import numpy as np

STRENGTHS = 0.25, 0.5, 1.0, 1.5
SIZES = 0.001, 0.125, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5
WEIGHTS = np.array([*(-s for s in SIZES[::-1]), *SIZES])
SEEDS = range(1)
SETTINGS = {
    str(strength): {"strength": strength}
    for strength in STRENGTHS
}


def squares(targets, outputs):
    """Return the sum of squared errors."""
    return keras.ops.sum((targets - outputs) ** 2, axis=-1)


def train(start, x, targets, rate, steps, **options):
    """Return the weights of a layer after some steps of SGD."""
    layer = keras.layers.Dense(
        len(start), use_bias=False, **options
    )
    model = keras.Sequential([keras.Input((1,)), layer])
    layer.kernel.assign([start])
    model.compile(keras.optimizers.SGD(rate), loss=squares)
    for _ in range(steps):
        model.train_on_batch(np.array([[x]]), targets[None])
    return keras.ops.convert_to_numpy(layer.kernel)[0]


def measure(seeds, strength):
    """Return the pull at each weight, and where it ends."""
    rate, zeros = 0.1, np.zeros(len(WEIGHTS))

    class Shrink(keras.constraints.Constraint):
        """The proximal step of L1."""

        def __call__(self, w):
            """Move each weight toward 0."""
            return keras.ops.soft_shrink(w, rate * strength)

    l1 = {"kernel_regularizer": keras.regularizers.L1(strength)}
    l2 = {"kernel_regularizer": keras.regularizers.L2(strength)}
    proximal = {"kernel_constraint": Shrink()}
    results = {}
    for name, penalty, way in (
        ("L1", l1, proximal),
        ("L2", l2, l2),
    ):
        # Input 0: a step of rate 1 is as long as the pull.
        after = train(WEIGHTS, 0.0, zeros, 1.0, 1, **penalty)
        # Input 1: the data want each weight to be its target.
        end = train(zeros, 1.0, WEIGHTS, rate, 100, **way)
        results[name] = {
            "pull": (WEIGHTS - after).tolist(),
            "end": end.tolist(),
        }
    return [results for _ in seeds]


if __name__ == "__main__":
    (results,) = measure([0], 0.5)
    for name, result in results.items():
        for weight in [0.25, 0.5, 1.0]:
            at = WEIGHTS.tolist().index(weight)
            pull, end = result["pull"][at], result["end"][at]
            print(f"{name} pulls at {weight}", end=" ")
            print(f"with {pull:.2f}, and leaves {end:.2f}")
# --8<-- [end:question]


def report(results):
    """Return pulls and ends by strength, penalty and weight."""
    return {
        level: {
            name: {
                what: {
                    str(weight): round(value, 3)
                    for weight, value in zip(
                        WEIGHTS.tolist(), values, strict=True
                    )
                }
                for what, values in result.items()
            }
            for name, result in outcome.items()
        }
        for level, (outcome,) in results.items()
    }
