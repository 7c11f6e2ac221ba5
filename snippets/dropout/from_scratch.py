import keras
import numpy as np
from keras import ops


def dropout(x, rate, training):
    if not training:
        return x
    mask = keras.random.uniform(x.shape) >= rate
    return ops.where(mask, x / (1 - rate), 0.0)


keras.utils.set_random_seed(0)
x = np.random.default_rng(0).normal(2, 1, (1000, 64)).astype("float32")
layer = keras.layers.Dropout(0.3)

for name, y in [
    ("from scratch", dropout(x, 0.3, training=True)),
    ("Dropout layer", layer(x, training=True)),
]:
    y = ops.convert_to_numpy(y)
    factors = y[y != 0] / x[y != 0]
    print(name)
    print(f"  dropped {np.mean(y == 0):.2f}")
    print(f"  the others times {factors.min():.3f} to {factors.max():.3f}")
    print(f"  mean {y.mean():.2f}, of the input {x.mean():.2f}")
