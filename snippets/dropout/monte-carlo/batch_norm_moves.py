import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


keras.utils.set_random_seed(0)
norm = keras.layers.BatchNormalization()
x = np.random.default_rng(0).normal(5, 1, (1000, 1))
for layer in (AlwaysDropout(0.5), keras.layers.Dropout(0.5)):
    model = keras.Sequential([keras.Input((1,)), norm, layer])
    print(type(layer).__name__)
    y = model.predict(x, verbose=0)
    print(
        "  predict: dropped", round((y == 0).mean(), 1), end=""
    )
    print(", moving mean", norm.moving_mean.numpy().round(2))
    y = model(x, training=True)
    y = keras.ops.convert_to_numpy(y)
    print(
        "  a call:  dropped", round((y == 0).mean(), 1), end=""
    )
    print(", moving mean", norm.moving_mean.numpy().round(2))
