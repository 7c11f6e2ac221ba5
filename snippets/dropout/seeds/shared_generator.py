import keras
import numpy as np


class MyDropout(keras.layers.Layer):
    def __init__(self, rate, seed):
        super().__init__()
        self.rate, self.seed = rate, seed

    def call(self, x, training=None):
        if not training:
            return x
        return keras.random.dropout(x, self.rate, seed=self.seed)


x = np.ones((1, 8))
for seed in [keras.random.SeedGenerator(7), 7]:
    print(type(seed).__name__)
    first, second = MyDropout(0.5, seed), MyDropout(0.5, seed)
    for layer in [first, second, first]:
        y = layer(x, training=True)
        print(" ", keras.ops.convert_to_numpy(y)[0])
