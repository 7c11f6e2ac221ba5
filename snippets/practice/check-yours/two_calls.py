import keras
import numpy as np


def two_calls_differ(model, x):
    first = model(x, training=True)
    second = model(x, training=True)
    return bool(keras.ops.any(first != second))


x = np.random.default_rng(0).normal(5, 1, (64, 10))
for rate in [0.5, 0.0]:
    model = keras.Sequential(
        [
            keras.Input((10,)),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(rate),
        ]
    )
    differs = keras.ops.any(model(x) != model(x, training=True))
    print(f"rate {rate}: two calls differ {two_calls_differ(model, x)}")
    print(f"  training differs from inference {bool(differs)}")
