import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(1000, 256))

for drop in (keras.layers.Dropout, keras.layers.AlphaDropout):
    keras.utils.set_random_seed(0)
    y = x
    stds = []
    for _ in range(8):
        dense = keras.layers.Dense(
            256,
            activation="selu",
            kernel_initializer="lecun_normal",
        )
        block = keras.Sequential([dense, drop(0.2)])
        y = block(y, training=True)
        stds.append(float(keras.ops.std(y)))
    print(drop.__name__, np.round(stds, 1))
