import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(0)
r = np.random.default_rng(0)
left, right, noise = r.normal(size=(3, 200))
y = (left + right + noise)[:, None]
rate, strength = 0.05, 0.8


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, rate * strength)


# The same length in metres is a smaller number than in feet.
x = np.stack([left, right / 3.28], axis=1)
for name, columns in (
    ("as given    ", x),
    ("standardized", (x - x.mean(axis=0)) / x.std(axis=0)),
):
    layer = keras.layers.Dense(1, kernel_constraint=Shrink())
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(keras.optimizers.SGD(rate), loss="mse")
    rows = tf.data.Dataset.from_tensors((columns, y))
    model.fit(rows.repeat(400), shuffle=False, verbose=0)
    print(name, np.ravel(layer.kernel).round(2) + 0)
