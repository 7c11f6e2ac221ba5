import keras
import numpy as np

try:
    keras.layers.Dropout(50)
except ValueError as error:
    print(str(error).replace(". ", ".\n"))

x = np.ones((1000, 1000))
for rate in (0.1, 0.9):
    layer = keras.layers.Dropout(rate, seed=0)
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(f"rate {rate}: share dropped {(y == 0).mean():.2f}")
