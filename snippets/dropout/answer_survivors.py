import keras
import numpy as np

layer = keras.layers.Dropout(0.8, seed=0)
x = np.ones((100_000, 100))
y = keras.ops.convert_to_numpy(layer(x, training=True))
survivors = (y != 0).sum(axis=1)

print(f"survivors, mean {survivors.mean():.1f}")
print(f"survivors, standard deviation {survivors.std():.1f}")
print(f"value of a survivor {y.max():.1f}")
