"""What does each strength of L1 do to weights and accuracy?"""

import keras
import numpy as np

from snippets.experiments.digits import network, scores
from snippets.experiments.training import fit, kernel

# --8<-- [start:question]

RATE, MOMENTUM = 0.02, 0.9
CUTS = 0.001, 0.01, 0.02, 0.05, 0.1
STRENGTHS = 0.0001, 0.0003, 0.001, 0.003, 0.01
SEEDS = range(10)
SETTINGS = {
    f"{group}/{s or 'none'}": dict(
        way=way, strength=s, noise=noise
    )
    for group, way, noise, strengths in (
        ("clean", "penalty", 0.0, STRENGTHS),
        ("noisy", "penalty", 0.2, STRENGTHS),
        ("penalty, SGD", "sgd", 0.2, (0.001, 0.003)),
        ("proximal", "proximal", 0.2, STRENGTHS[:4]),
        ("Ftrl", "ftrl", 0.2, (0.001, 0.003)),
    )
    for s in (0.0, *strengths)
}


def method(way, strength):
    """Return options of hidden layers, and an optimizer."""
    penalty = keras.regularizers.L1(strength)
    threshold = RATE * strength / (1 - MOMENTUM)

    class Shrink(keras.constraints.Constraint):
        """The proximal step of L1."""

        def __call__(self, w):
            """Move each weight towards 0."""
            return keras.ops.soft_shrink(w, threshold)

    sgd = keras.optimizers.SGD(RATE, momentum=MOMENTUM)
    ftrl = keras.optimizers.Ftrl(
        0.3, l1_regularization_strength=strength
    )
    return {
        "penalty": ({"kernel_regularizer": penalty}, "adam"),
        "sgd": ({"kernel_regularizer": penalty}, sgd),
        "proximal": (
            {"kernel_constraint": Shrink()},
            sgd,
        ),
        "ftrl": ({}, ftrl),
    }[way]


def measure(seeds, way, strength, noise):
    """Return scores, weights, and what thresholding leaves."""
    options, optimizer = method(way, strength)

    def build(seed):
        return network(seed, **options)

    results = []
    for model, data, curves in fit(
        seeds, build, optimizer, noise=noise
    ):
        x, _, *test = data[:4]
        result = {
            "curves": curves,
            **kernel(model, x),
            "cut": [],
        }
        for cut in CUTS:
            for layer in model.layers[0], model.layers[2]:
                w = keras.ops.convert_to_numpy(layer.kernel)
                layer.kernel.assign(
                    np.where(np.abs(w) < cut, 0, w)
                )
            zero = kernel(model, x)["zero"]
            result["cut"].append(
                [zero, scores(model, *test)[0]]
            )
        results.append(result)
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "penalty, SGD/0.001", "proximal/0.001":
        (seed,) = measure([0], **SETTINGS[name])
        accuracy, zero = seed["curves"][2][-1], seed["zero"]
        print(f"{name:18} {accuracy:.1f}, zeros {zero:.2f}")
# --8<-- [end:question]


def report(results):
    """Return scores, and the accuracy after thresholding."""
    from snippets.experiments import sweep

    summary = sweep.report(results)
    for name, seeds in results.items():
        group, level = name.split("/")
        cuts = 100 * np.array([seed["cut"] for seed in seeds])
        summary[group][level]["cut"] = {
            str(cut): {
                "zero": sweep.quantity(cuts[:, i, 0], "%"),
                "accuracy": sweep.quantity(cuts[:, i, 1], "%"),
            }
            for i, cut in enumerate(CUTS)
        }
    return summary
