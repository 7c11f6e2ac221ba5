import keras
import numpy as np

x = np.ones((1_000_000, 2, 1))

for pool in (
    keras.layers.MaxPooling1D(2),
    keras.layers.AveragePooling1D(2),
):
    drop = keras.layers.Dropout(0.5, seed=0)
    before = pool(drop(x, training=True))
    after = drop(pool(x), training=True)
    print(type(pool).__name__)
    for name, y in (("before", before), ("after ", after)):
        y = keras.ops.convert_to_numpy(y)
        print(" dropout", name, np.unique(y), end=" ")
        print(f"mean {y.mean():.2f}, variance {y.var():.2f}")
