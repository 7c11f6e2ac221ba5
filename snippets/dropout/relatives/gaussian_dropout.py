import keras
import numpy as np

p = 0.2
x = np.ones((1_000_000, 1))

for layer in (
    keras.layers.Dropout(p, seed=0),
    keras.layers.GaussianDropout(p, seed=0),
):
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(type(layer).__name__)
    print(f"  mean {y.mean():.2f}, std {y.std():.2f}")
    print(f"  share of zeros {(y == 0).mean():.1f}")
print("sqrt(p / (1 - p)) =", (p / (1 - p)) ** 0.5)
