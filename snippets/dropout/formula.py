import keras
import numpy as np

p = 0.2
x = np.tile([1.0, 2.0, 4.0], (1_000_000, 1))

layer = keras.layers.Dropout(p, seed=0)
y = keras.ops.convert_to_numpy(layer(x, training=True))
m = y != 0

print("y == m x / (1 - p):", np.allclose(y, m * x / (1 - p)))
print("share with m = 1: ", m.mean().round(2))
print("mean of y:        ", y.mean(axis=0).round(2))
print("x:                ", x[0])
print("variance of y:    ", y.var(axis=0).round(2))
print("x^2 p / (1 - p):  ", x[0] ** 2 * p / (1 - p))
