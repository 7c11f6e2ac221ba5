import keras
import numpy as np

x = np.ones((1, 8))


def mask(layer):
    return keras.ops.convert_to_numpy(layer(x, training=True))


print("before the layer is created")
for _ in range(2):
    keras.utils.set_random_seed(0)
    print(" ", mask(keras.layers.Dropout(0.5)))

print("after it")
layer = keras.layers.Dropout(0.5)
for _ in range(2):
    keras.utils.set_random_seed(0)
    print(" ", mask(layer))
