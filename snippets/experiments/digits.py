"""A few handwritten digits, a network, and its scores."""

import keras
import numpy as np
from sklearn.datasets import load_digits


def images(seed, size, noise):
    """Return images, labels: for training, test, and held out.

    Ten seeds have ten blocks of 120 images, none in two blocks.
    Some labels of a block are replaced by wrong ones. Its first
    images are for training, the rest are held out. The 597 test
    images are always the same, with their true labels.
    """
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(x))
    x, y = (x[order] / 16).astype("float32"), y[order]
    block = slice(120 * seed, 120 * seed + 120)
    labels, r = y[block], np.random.default_rng(seed)
    wrong = r.permutation(120) < noise * 120
    labels[wrong] = (labels + r.integers(1, 10, 120))[
        wrong
    ] % 10
    train = x[block][:size], labels[:size]
    held_out = x[block][size:], labels[size:]
    return *train, x[1200:], y[1200:], *held_out


def network(seed, rate=0.0, width=64, features=64, **hidden):
    """Return a network of two hidden layers with dropout."""

    def dense(number, units, activation, **options):
        start = keras.initializers.GlorotUniform(
            10 * seed + number
        )
        options["kernel_initializer"] = start
        return keras.layers.Dense(units, activation, **options)

    return keras.Sequential(
        [
            keras.Input((features,)),
            dense(1, width, "relu", **hidden),
            keras.layers.Dropout(rate, seed=10 * seed + 2),
            dense(3, width, "relu", **hidden),
            keras.layers.Dropout(rate, seed=10 * seed + 4),
            dense(5, 10, "softmax"),
        ]
    )


def scores(model, *sets):
    """Return accuracy and cross-entropy of images and labels.

    Neither dropout nor a penalty takes part. Without images,
    both are 0.
    """
    values = []
    for x, y in zip(sets[::2], sets[1::2], strict=True):
        if not len(y):
            values += 0.0, 0.0
            continue
        p = keras.ops.convert_to_numpy(model(x))
        right = np.maximum(p[np.arange(len(y)), y], 1e-7)
        values.append(np.sum(p.argmax(axis=1) == y) / len(y))
        values.append(-np.sum(np.log(right)) / len(y))
    return values
