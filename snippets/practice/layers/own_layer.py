from types import SimpleNamespace

import keras
import numpy as np


class Block(keras.layers.Layer):
    def __init__(self, store):
        super().__init__()
        dense = keras.layers.Dense(
            4,
            kernel_regularizer="l2",
            activity_regularizer="l1",
        )
        self.parts = store(dense)
        self.get = lambda: dense

    def call(self, x):
        return self.get()(x)


def count(name, layer):
    layer(np.ones((2, 4)))
    weights = len(layer.trainable_weights)
    print(name, "weights", weights, "losses", len(layer.losses))


count("an attribute:", Block(lambda dense: dense))
count("a list:      ", Block(lambda dense: [dense]))
count("a dictionary:", Block(lambda dense: {"name": dense}))
foreign = Block(lambda dense: SimpleNamespace(name=dense))
count("an object:   ", foreign)
