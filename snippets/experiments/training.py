"""Train networks from paired seeds, and follow their scores."""

import keras
import numpy as np

# --8<-- [start:import]
import tensorflow as tf

# --8<-- [end:import]
from snippets.experiments.digits import images, network, scores

# --8<-- [start:training]
EPOCHS = 5, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400
BINS = [0, 0.001, *np.arange(0.02, 0.62, 0.02), np.inf]


def kernel(model, x):
    """Return the sizes of the weights of the first kernel.

    Pixels without ink in all training images get no gradient
    from the data. They are left out.
    """
    w = keras.ops.convert_to_numpy(model.layers[0].kernel)
    w = np.abs(w[x.max(axis=0) > 0])
    return {
        "norm": float(np.sqrt(np.sum(w**2))),
        "small": float(np.mean(w < 0.001)),
        "zero": float(np.mean(w == 0)),
        "histogram": np.histogram(w, BINS)[0].tolist(),
    }


class Follow(keras.callbacks.Callback):
    """Keeps the scores after each number of epochs."""

    def __init__(self, sets, epochs):
        super().__init__()
        self.sets, self.epochs = sets, epochs
        self.epoch, self.curves = 0, []

    def on_train_batch_end(self, batch, logs=None):
        self.epoch += 5  # See steps_per_execution.
        if self.epoch in self.epochs:
            self.curves.append(scores(self.model, *self.sets))


def fit(
    seeds,
    build,
    optimizer,
    size=120,
    noise=0.0,
    load=images,
    epochs=EPOCHS,
):
    """Yield a trained model, its data and scores for each seed.

    Args:
        seeds: Numbers from 0 to 9, or as many as `load` has.
        build: Returns a new network for a seed.
        optimizer: One that Keras knows, or its configuration.
        size: Number of training images: 40, 80 or 120.
        noise: Share of them that get a wrong label.
        load: Returns images and labels for a seed.
        epochs: When to take scores, in multiples of five.
    """
    model, optimizer = build(0), keras.optimizers.get(optimizer)
    if optimizer.weight_decay:
        optimizer.exclude_from_weight_decay(var_names=["bias"])
    optimizer.build(model.trainable_variables)
    start = [value.numpy() for value in optimizer.variables]
    loss = "sparse_categorical_crossentropy"
    steps = 5 * size // 40
    model.compile(optimizer, loss, steps_per_execution=steps)
    for seed in seeds:
        # One compiled model, with the variables of a new one.
        variables = model.variables + optimizer.variables
        new = build(seed).variables + start
        for variable, value in zip(variables, new, strict=True):
            variable.assign(value)
        x, y, *others = load(seed, size, noise)
        r = np.random.default_rng(seed)
        rows = [r.permutation(size) for _ in range(epochs[-1])]
        rows = np.concatenate(rows)
        data = tf.data.Dataset.from_tensor_slices(
            (x[rows], y[rows])
        )
        follow = Follow((x, y, *others), epochs)
        model.fit(
            data.batch(40),
            shuffle=False,
            verbose=0,
            callbacks=[follow],
        )
        curves = np.array(follow.curves).T.tolist()
        yield model, (x, y, *others), curves


def train(seeds, rate=0.0, l1=0.0, l2=0.0, width=64, **options):
    """Return scores after EPOCHS and the kernel by seed."""
    penalty = {
        "kernel_regularizer": keras.regularizers.L1L2(l1, l2)
    }

    def build(seed):
        return network(seed, rate, width, **penalty)

    options = {"optimizer": "adam", **options}
    return [
        {"curves": curves, **kernel(model, data[0])}
        for model, data, curves in fit(seeds, build, **options)
    ]


# --8<-- [end:training]
