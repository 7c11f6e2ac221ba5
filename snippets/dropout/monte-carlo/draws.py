import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


layer = AlwaysDropout(0.5, seed=0)
model = keras.Sequential([keras.Input((1,)), layer])

for n in (10, 100, 1000):
    x = np.ones((1000 * n, 1))
    draws = model.predict(x, batch_size=100_000, verbose=0)
    means = draws.reshape(1000, n).mean(axis=1)
    print(
        f"{n:4} draws: mean varies by {means.std():.2f}", end=""
    )
    print(f", std / sqrt(n) {draws.std() / n**0.5:.2f}")
