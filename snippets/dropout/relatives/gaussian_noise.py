import keras
import numpy as np

x = np.tile([0.0, 1.0, 10.0], (1_000_000, 1))
print("input", x[0])

for layer in [
    keras.layers.GaussianNoise(0.5, seed=0),
    keras.layers.GaussianDropout(0.2, seed=0),
]:
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(type(layer).__name__)
    print("  mean", y.mean(axis=0).round(2) + 0.0)
    print("  std ", y.std(axis=0).round(2))
