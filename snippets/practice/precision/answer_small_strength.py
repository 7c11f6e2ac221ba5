import keras
import numpy as np

x = np.ones((1, 1000))
for policy in ["float32", "mixed_float16"]:
    layer = keras.layers.ActivityRegularization(l2=1e-8, dtype=policy)
    layer(x)
    print(f"{policy:13} {float(layer.losses[0]):.1e}")
