import keras
import numpy as np

x = np.ones((1, 1000), "float32")
for policy in ["float32", "mixed_bfloat16", "mixed_float16"]:
    drop = keras.layers.Dropout(0.1, seed=0, dtype=policy)
    y = drop(x, training=True)
    values = np.unique(y.numpy().astype("float64"))
    print(y.dtype.name, values)
