import keras
import numpy as np

rate = 0.2
x = np.ones((1_000_000, 1))

for layer in [
    keras.layers.Dropout(rate, seed=0),
    keras.layers.GaussianDropout(rate, seed=0),
]:
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(type(layer).__name__)
    print(f"  mean {y.mean():.2f}, std {y.std():.2f}")
    print(f"  zeros {(y == 0).mean():.1f}")
print("formula for the std:", (rate / (1 - rate)) ** 0.5)
