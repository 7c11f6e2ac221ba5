import keras
import numpy as np

normal = np.random.default_rng(0).normal(size=(1_000_000, 1))

for name, x in (
    ("mean 0, std 1", normal),
    ("mean 3, std 1", normal + 3),
):
    print("input with", name)
    for layer in (
        keras.layers.Dropout(0.5, seed=0),
        keras.layers.AlphaDropout(0.5, seed=0),
    ):
        y = keras.ops.convert_to_numpy(layer(x, training=True))
        print(f"  {type(layer).__name__:12}", end=" ")
        print(f"mean {y.mean():4.1f}, std {y.std():.1f}")
