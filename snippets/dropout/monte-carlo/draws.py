import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


dropout = AlwaysDropout(0.5, seed=0)
model = keras.Sequential([keras.Input((1,)), dropout])

for n in [10, 100, 1000]:
    x = np.ones((1000 * n, 1))
    samples = model.predict(x, batch_size=100_000, verbose=0)
    means = samples.reshape(1000, n).mean(axis=1)
    expected = samples.std() / n**0.5
    print(f"n = {n}: std of the means {means.std():.2f} ({expected:.2f})")
