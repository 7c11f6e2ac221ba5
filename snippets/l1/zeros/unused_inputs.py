import keras
import numpy as np
import tensorflow as tf

r = np.random.default_rng(0)
x = r.normal(size=(2100, 100))
y = x[:, 0] + x[:, 1] + x[:, 2] > 0
rows = tf.data.Dataset.from_tensors((x[:100], y[:100]))
rate = 0.2


class Single(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, rate * 0.02)


class Group(keras.constraints.Constraint):
    def __call__(self, w):
        length = keras.ops.norm(w, axis=1, keepdims=True)
        shorter = keras.ops.relu(1 - rate * 0.08 / length)
        return keras.ops.where(length > 0, w * shorter, 0.0)


for constraint in Single, Group:
    keras.utils.set_random_seed(0)
    hidden = keras.layers.Dense(
        32, activation="relu", kernel_constraint=constraint()
    )
    out = keras.layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((100,)), hidden, out])
    model.compile(
        optimizer=keras.optimizers.SGD(rate),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(rows.repeat(500), shuffle=False, verbose=0)

    _, test = model.evaluate(x[100:], y[100:], verbose=0)
    w = hidden.kernel.numpy()
    used = w.any(axis=1)
    print(constraint.__name__)
    print("  test accuracy", f"{test:.2f}")
    print("  weights exactly zero", f"{np.mean(w == 0):.2f}")
    print("  of 3 that matter, used", np.sum(used[:3]))
    print("  of 97 noise, used", np.sum(used[3:]))
