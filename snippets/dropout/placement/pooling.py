import keras
import numpy as np

x = np.ones((1_000_000, 2, 1))


def report(name, y):
    y = keras.ops.convert_to_numpy(y)
    print(f"  {name}: {np.unique(y)}, mean {y.mean():.2f}, var {y.var():.2f}")


for pool in [
    keras.layers.MaxPooling1D(2),
    keras.layers.AveragePooling1D(2),
]:
    dropout = keras.layers.Dropout(0.5, seed=0)
    print(type(pool).__name__)
    report("dropout before", pool(dropout(x, training=True)))
    report("dropout after", dropout(pool(x), training=True))
