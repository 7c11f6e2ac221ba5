"""How do learning curves tell what is wrong with a training?"""

from functools import partial

import keras
import numpy as np

from snippets.experiments import epochs, mnist
from snippets.experiments.digits import network
from snippets.experiments.training import fit

# --8<-- [start:question]
CASES = {
    "good fit": {"l2": 0.01},
    "overfitting": {},
    "wrong labels": {"noise": 0.2},
    "too small": {"width": 2},
    "penalty too strong": {"l2": 0.3},
    "rate too low": {"learning_rate": 0.00002},
    "rate too high": {"learning_rate": 0.03},
    "leak": {"validation": "leak"},
    "shift": {"validation": "shift"},
}
REMEDIES = {
    "none": {},
    "a third of the images": {"size": 120},
    "correct labels": {"noise": 0.0},
    "augmentation": {"shifts": 5},
    "fewer units": {"width": 16},
    "dropout": {"rate": 0.5, "width": 128},
    "L2": {"l2": 0.03},
    "L1": {"l1": 0.001},
}
EPOCHS = 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100
SEEDS = range(10)
SETTINGS = {
    **{f"case/{name}": each for name, each in CASES.items()},
    **{
        f"remedy/{name}": {"noise": 0.2, **each}
        for name, each in REMEDIES.items()
    },
}


def load(seed, size, noise, validation=None, shifts=1):
    """Return images, labels: training, validation, new ones.

    Ten seeds have ten blocks of 360 images, none in two blocks.
    Each seed splits the other 1,400 anew. Only the labels for
    training and validation may be wrong.
    """
    x, y = mnist.pool()
    y, r = y.copy(), np.random.default_rng(seed)
    train = 360 * seed + np.arange(size // shifts)
    check, new = np.split(3600 + r.permutation(1400), 2)
    for rows in train, check:
        count = int(noise * len(rows))
        wrong = r.permutation(rows)[:count]
        y[wrong] += r.integers(1, 10, count)
    y %= 10
    if validation == "leak":
        check = np.concatenate([train, check[: len(train)]])
    by = 3 if validation == "shift" else 0
    ways = (0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)
    copies = [moved(x[train], *way) for way in ways[:shifts]]
    return (
        *(np.concatenate(copies), np.tile(y[train], shifts)),
        *(moved(x[check], 0, by), y[check]),
        *(x[new], y[new]),
    )


def moved(x, down, right):
    """Return images moved by some pixels."""
    images = x.reshape(-1, 28, 28)
    images = np.roll(images, (down, right), (1, 2))
    return images.reshape(x.shape)


def measure(
    seeds,
    rate=0.0,
    l1=0.0,
    l2=0.0,
    learning_rate=0.001,
    width=64,
    size=360,
    noise=0.0,
    shifts=1,
    validation=None,
):
    """Return scores after each number of epochs, by seed."""
    penalty = keras.regularizers.L1L2(l1, l2)
    dense = {"kernel_regularizer": penalty}

    def build(seed):
        return network(seed, rate, width, 784, **dense)

    adam = keras.optimizers.Adam(learning_rate)
    data = partial(load, validation=validation, shifts=shifts)
    size *= shifts
    runs = fit(seeds, build, adam, size, noise, data, EPOCHS)
    return [np.round(curves, 5).tolist() for *_, curves in runs]


# --8<-- [end:question]


def report(results):
    """Return a summary of each case and of each remedy."""
    summary = {"case": {}, "remedy": {}}
    base = results.get("remedy/none")
    for name, seeds in results.items():
        group, name = name.split("/")
        entry = epochs.summarize(seeds, EPOCHS)
        if group == "remedy" and name != "none":
            entry["change"] = epochs.changes(seeds, base)
        summary[group][name] = entry
    return summary
