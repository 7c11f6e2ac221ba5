import keras
import numpy as np

x = np.ones((1, 4, 8))

for layer in [
    keras.layers.Dropout(0.5, seed=0),
    keras.layers.SpatialDropout1D(0.5, seed=0),
]:
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(type(layer).__name__)
    print(y[0])
