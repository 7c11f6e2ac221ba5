import keras
import numpy as np

x = np.ones((2, 3, 4))

for noise_shape in [
    (None, None, None),
    (None, 1, None),
    (None, None, 1),
    (1, None, None),
]:
    layer = keras.layers.Dropout(0.5, noise_shape=noise_shape, seed=0)
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(noise_shape)
    print(np.hstack([y[0], y[1]]).astype(int))
