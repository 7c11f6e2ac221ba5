import keras
import numpy as np

normal = np.random.default_rng(0).normal(size=(1_000_000, 1))

for mean in [0, 3]:
    x = normal + mean
    print(f"input with mean {mean}, std 1")
    for layer in [
        keras.layers.Dropout(0.5, seed=0),
        keras.layers.AlphaDropout(0.5, seed=0),
    ]:
        y = keras.ops.convert_to_numpy(layer(x, training=True))
        name = type(layer).__name__
        print(f"  {name}: mean {abs(y.mean()):.1f}, std {y.std():.1f}")
