import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(1000, 256))

for dropout_class in [keras.layers.Dropout, keras.layers.AlphaDropout]:
    keras.utils.set_random_seed(0)
    y = x
    stds = []
    for _ in range(8):
        dense = keras.layers.Dense(
            256,
            activation="selu",
            kernel_initializer="lecun_normal",
        )
        block = keras.Sequential([dense, dropout_class(0.2)])
        y = block(y, training=True)
        stds.append(float(keras.ops.std(y)))
    print(dropout_class.__name__, np.round(stds, 1))
