import keras
import numpy as np

x = np.random.default_rng(0).random((1_000_000, 1))

for rate in [0.2, 0.5]:
    layer = keras.layers.GaussianDropout(rate, seed=0)
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    share = (y < 0).mean()
    print(f"rate {rate}: negative {share:.2f}")
