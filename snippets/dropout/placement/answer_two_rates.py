import keras
import numpy as np

x = np.ones((1, 1_000_000), "float32")
models = {
    "0.2, then 0.5": [
        keras.layers.Dropout(0.2, seed=0),
        keras.layers.Dropout(0.5, seed=1),
    ],
    "0.6": [keras.layers.Dropout(0.6, seed=2)],
}
for name, layers in models.items():
    y = keras.Sequential(layers)(x, training=True)
    y = keras.ops.convert_to_numpy(y)
    dropped = (y == 0).mean()
    print(f"{name}: dropped {dropped:.2f}, survivors {y.max():.1f}")
