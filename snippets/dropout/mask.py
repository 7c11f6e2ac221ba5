import keras
import numpy as np

layer = keras.layers.Dropout(0.5, seed=0)
x = np.ones((3, 8))

for call in ["first", "second"]:
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(call, "call in training:")
    print(y)
    print("dropped per sample:", (y == 0).sum(axis=1))

y = keras.ops.convert_to_numpy(layer(x, training=False))
print("at inference:")
print(y)
