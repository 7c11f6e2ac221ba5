import keras
import numpy as np
from keras import layers

sequence = np.ones((2, 5, 100))
video = np.ones((2, 5, 6, 6, 100))
shape = (None, 1, 1, 1, None)


def look(name, layer, x):
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    steps = bool((y == y[:, :1]).all())
    line = f"{name:33} same at each step {steps}"
    if x is video:
        channels = bool((y == y[:, :, :1, :1]).all())
        line += f", whole channels {channels}"
    print(line)


look("Dropout", layers.Dropout(0.5), sequence)
inside = layers.Dropout(0.5)
look("TimeDistributed(Dropout)", layers.TimeDistributed(inside), sequence)
look("SpatialDropout1D", layers.SpatialDropout1D(0.5), sequence)
inside = layers.SpatialDropout2D(0.5)
look(
    "TimeDistributed(SpatialDropout2D)", layers.TimeDistributed(inside), video
)
look("SpatialDropout3D", layers.SpatialDropout3D(0.5), video)
drop = layers.Dropout(0.5, noise_shape=shape)
look("Dropout, noise_shape", drop, video)
