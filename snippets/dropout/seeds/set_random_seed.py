import keras
import numpy as np

x = np.ones((1, 8))


def mask(layer):
    return keras.ops.convert_to_numpy(layer(x, training=True))[0]


print("set_random_seed before the layer is created")
for _ in range(2):
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dropout(0.5)
    print(" ", mask(layer))

print("set_random_seed after the layer is created")
layer = keras.layers.Dropout(0.5)
for _ in range(2):
    keras.utils.set_random_seed(0)
    print(" ", mask(layer))
