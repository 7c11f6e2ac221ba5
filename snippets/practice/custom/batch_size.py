import keras
import numpy as np


def sparsity(outputs, target=0.1):
    mean = keras.ops.mean(outputs, axis=0)
    on = target * keras.ops.log(target / mean)
    off = (1 - target) * keras.ops.log((1 - target) / (1 - mean))
    return keras.ops.sum(on + off)


class Sparse(keras.layers.Layer):
    def call(self, outputs):
        self.add_loss(sparsity(outputs))
        return outputs


for batch_size in [1, 8, 64]:
    x = np.zeros((batch_size, 3))
    argument = keras.layers.Dense(
        2, activation="sigmoid", activity_regularizer=sparsity
    )
    with_add_loss = keras.Sequential(
        [keras.layers.Dense(2, activation="sigmoid"), Sparse()]
    )
    penalties = []
    for layer in [argument, with_add_loss]:
        layer(x)
        penalties.append(keras.ops.convert_to_numpy(layer.losses[0]))
    print(batch_size, "argument, add_loss", np.round(penalties, 3))
