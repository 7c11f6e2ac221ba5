import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

keras.utils.set_random_seed(0)
x, y = load_diabetes(return_X_y=True)
noise = np.random.default_rng(0).normal(size=(len(x), 30))
x, y = scale(np.hstack([x, noise])), scale(y)
steps = tf.data.Dataset.from_tensors((x, y)).repeat(500)
rate = 0.1


def shrink(w):
    return keras.ops.soft_shrink(w, rate * strength)


for strength in 0.05, 0.1, 0.2:
    layer = keras.layers.Dense(1, kernel_constraint=shrink)
    model = keras.Sequential([keras.Input((40,)), layer])
    model.compile(keras.optimizers.SGD(rate), loss="mse")
    model.fit(steps, shuffle=False, verbose=0)
    kept = np.ravel(layer.kernel) != 0
    print(
        f"strength {strength:4}",
        f" real {np.sum(kept[:10])} of 10",
        f" noise {np.sum(kept[10:])} of 30",
    )
