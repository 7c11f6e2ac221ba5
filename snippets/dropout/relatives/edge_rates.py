import keras
import numpy as np
from keras import layers

x = np.ones((1, 1, 4))


def result(layer_class, rate):
    try:
        layer = layer_class(rate, seed=0)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__} at creation"
    try:
        y = layer(x, training=True)
    except ZeroDivisionError as error:
        return f"{type(error).__name__} in training"
    return keras.ops.convert_to_numpy(y).ravel().round(1)


for layer_class in [
    layers.Dropout,
    layers.SpatialDropout1D,
    layers.GaussianDropout,
    layers.AlphaDropout,
    layers.GaussianNoise,
]:
    print(layer_class.__name__)
    for rate in [0.0, 1.0, 1.5, "0.5"]:
        print(f"  {rate!r}: {result(layer_class, rate)}")
