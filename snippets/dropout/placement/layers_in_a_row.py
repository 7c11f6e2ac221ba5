import keras
import numpy as np

y = np.ones((1, 1_000_000), "float32")
for number in [1, 2, 3]:
    dropout = keras.layers.Dropout(0.2, seed=number)
    y = dropout(y, training=True)
    values = keras.ops.convert_to_numpy(y)
    share = (values != 0).mean()
    print(f"after {number}: {share:.2f} survive, times {values.max():.2f}")
