import keras
import numpy as np

x = np.ones((1, 1_000_000), "float32")
first = keras.layers.Dropout(0.2, seed=0)
second = keras.layers.Dropout(0.5, seed=1)
one = keras.layers.Dropout(0.6, seed=2)

two = second(first(x, training=True), training=True)
for name, y in (
    ("0.2, then 0.5", two),
    ("0.6          ", one(x, training=True)),
):
    y = keras.ops.convert_to_numpy(y)
    print(name, f"dropped {(y == 0).mean():.2f}", end=", ")
    print(f"survivors {y.max():.1f}")
