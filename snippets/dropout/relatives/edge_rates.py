import keras
import numpy as np

x = np.ones((1, 1, 4))


def result(kind, rate):
    try:
        layer = kind(rate, seed=0)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__} when it is made"
    try:
        y = layer(x, training=True)
    except ZeroDivisionError as error:
        return f"{type(error).__name__} in training"
    return keras.ops.convert_to_numpy(y).ravel().round(1)


for name in (
    "Dropout",
    "SpatialDropout1D",
    "GaussianDropout",
    "AlphaDropout",
    "GaussianNoise",
):
    print(name)
    for rate in (0.0, 1.0, 1.5, "0.5"):
        kind = getattr(keras.layers, name)
        print(f"  {rate!r:5} {result(kind, rate)}")
