"""Which technique helps most, if each is tuned?"""

import keras
import numpy as np

from snippets.experiments import mnist, tuning
from snippets.experiments.digits import network
from snippets.experiments.training import fit

# --8<-- [start:question]
TECHNIQUES = {
    "none": [{}],
    "none, 128 units": [{"width": 128}],
    "none, larger learning rate": [{"learning_rate": 0.003}],
    "dropout": [{"rate": r} for r in (0.2, 0.3, 0.5, 0.7)],
    "dropout, more units": [
        {"rate": r, "width": round(64 / (1 - r))}
        for r in (0.2, 0.3, 0.5, 0.7)
    ],
    "dropout, larger learning rate": [
        {"rate": r, "learning_rate": 0.003}
        for r in (0.2, 0.3, 0.5, 0.7)
    ],
    "L1": [{"l1": s} for s in (0.0001, 0.0003, 0.001, 0.003)],
    "L2": [{"l2": s} for s in (0.001, 0.003, 0.01, 0.03)],
    "elastic net": [
        {"l1": l1, "l2": l2}
        for l1 in (0.0003, 0.001)
        for l2 in (0.003, 0.01)
    ],
    "AdamW": [{"decay": d} for d in (0.03, 0.1, 0.3, 1.0)],
    "dropout + L1": [
        {"rate": r, "l1": s}
        for r in (0.3, 0.5)
        for s in (0.0003, 0.001)
    ],
    "dropout + L2": [
        {"rate": r, "l2": s}
        for r in (0.3, 0.5)
        for s in (0.003, 0.01)
    ],
    # Early stopping holds a third of the training images out.
    "early stopping": [{"size": 80}],
    "dropout 0.5, early stopping": [{"size": 80, "rate": 0.5}],
}
EPOCHS = 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200
SEEDS = range(30)
SETTINGS = {
    f"{labels}/{technique}/{number}": {
        "noise": noise,
        **options,
    }
    for labels, noise in (("clean", 0.0), ("noisy", 0.2))
    for technique, candidates in TECHNIQUES.items()
    for number, options in enumerate(candidates)
}


def measure(
    seeds,
    rate=0.0,
    l1=0.0,
    l2=0.0,
    decay=None,
    learning_rate=0.001,
    width=64,
    **data,
):
    """Return scores after each number of epochs, by seed."""
    penalty = keras.regularizers.L1L2(l1, l2)
    optimizer = keras.optimizers.Adam(
        learning_rate, weight_decay=decay
    )

    def build(seed):
        return network(
            seed, rate, width, 784, kernel_regularizer=penalty
        )

    data = {"load": mnist.images, "epochs": EPOCHS, **data}
    runs = fit(seeds, build, optimizer, **data)
    return [np.round(curves, 5).tolist() for *_, curves in runs]


# --8<-- [end:question]


def report(results):
    """Return each technique tuned, and all differences."""
    return tuning.report(results, TECHNIQUES, EPOCHS)
