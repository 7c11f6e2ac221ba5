import keras
import numpy as np

x = np.ones((10_000, 8, 8, 1))

for layer in [
    keras.layers.Dropout(0.2, seed=0),
    keras.layers.SpatialDropout2D(0.2, seed=0),
]:
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    before = y.std()
    after = y.mean(axis=(1, 2)).std()
    print(type(layer).__name__)
    print(f"  before pooling {before:.2f}, after {after:.2f}")
