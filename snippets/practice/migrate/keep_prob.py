import keras
import numpy as np

keep_prob = 0.8
x = np.ones((1, 100_000), "float32")

for rate in [keep_prob, 1 - keep_prob]:
    y = keras.layers.Dropout(rate, seed=0)(x, training=True)
    survivors = keras.ops.convert_to_numpy(y) > 0
    print(f"Dropout({rate:.1f}) keeps {survivors.mean():.2f}")
