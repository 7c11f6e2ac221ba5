import keras
import numpy as np


def drop(rate, x, **options):
    layer = keras.layers.Dropout(rate, seed=0, **options)
    return layer(x, training=True)


x = np.array([[1.0, np.inf, 3.0, 4.0]])
for rate in (0.0, 0.5, 1.0):
    y = keras.ops.convert_to_numpy(drop(rate, x))
    print("rate", rate, y)
print("dtype", drop(0.5, x, dtype="float16").dtype.name)
try:
    drop(0.5, np.array([[1, 2, 3, 4]]))
except ValueError as error:
    print("integers:", type(error).__name__)
