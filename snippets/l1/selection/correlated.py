import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(0)
rate, strength = 0.2, 1.0


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, rate * strength)


for draw in range(3):
    r = np.random.default_rng(draw)
    cause = r.normal(size=(30, 1))
    alike = cause + 0.15 * r.normal(size=(30, 3))
    x = np.hstack([alike, r.normal(size=(30, 4))])
    y = 3 * cause + 3 * r.normal(size=(30, 1))
    rows = tf.data.Dataset.from_tensors((x, y))
    for name, l2 in (("L1     ", 0.0), ("with L2", 0.5)):
        layer = keras.layers.Dense(
            1,
            kernel_regularizer=keras.regularizers.L2(l2),
            kernel_constraint=Shrink(),
        )
        model = keras.Sequential([keras.Input((7,)), layer])
        sgd = keras.optimizers.SGD(rate)
        # One call of the compiled code for 100 steps.
        model.compile(sgd, loss="mse", steps_per_execution=100)
        model.fit(rows.repeat(1000), shuffle=False, verbose=0)
        w = np.ravel(layer.kernel)
        print(draw, name, w.round(1) + 0)
