import keras
import numpy as np

x = np.ones((1, 100_000), "float32")

for seeds in [(7, 7), (7, 8), (None, None)]:
    keras.utils.set_random_seed(0)
    first, second = [keras.layers.Dropout(0.5, seed=seed) for seed in seeds]
    y = second(first(x, training=True), training=True)
    y = keras.ops.convert_to_numpy(y)
    print(f"seeds {seeds}: {(y != 0).mean():.2f} of the units survive")
