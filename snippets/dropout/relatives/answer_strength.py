import keras
import numpy as np

w = np.array([[1.0], [-2.0], [3.0]])
x = np.ones((1_000_000, 3))

noise = keras.layers.GaussianNoise(0.1, seed=0)
noisy = keras.ops.convert_to_numpy(noise(x, training=True))
added = ((noisy @ w - x @ w) ** 2).mean()

print(f"added by the noise {added:.2f}")
penalty = keras.regularizers.L2(0.01)(w)
print(f"penalty of L2      {float(penalty):.2f}")
