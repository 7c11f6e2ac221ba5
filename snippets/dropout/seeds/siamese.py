import keras
import numpy as np

x = np.ones((1, 8))
shared = keras.layers.Dropout(0.5, seed=7)
branches = {
    "one layer for both branches": [shared, shared],
    "a layer for each, same seed": [
        keras.layers.Dropout(0.5, seed=7),
        keras.layers.Dropout(0.5, seed=7),
    ],
}
for name, layers in branches.items():
    print(name)
    for layer in layers:
        y = layer(x, training=True)
        print(" ", keras.ops.convert_to_numpy(y)[0])
