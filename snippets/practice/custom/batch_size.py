import keras
import numpy as np


def sparsity(outputs, target=0.1):
    mean = keras.ops.mean(outputs, axis=0)
    on = target * keras.ops.log(target / mean)
    off = (1 - target) * keras.ops.log(
        (1 - target) / (1 - mean)
    )
    return keras.ops.sum(on + off)


class Sparse(keras.layers.Layer):
    def call(self, outputs):
        self.add_loss(sparsity(outputs))
        return outputs


for rows in (1, 8, 64):
    x = np.zeros((rows, 3))
    argument = keras.layers.Dense(
        2, activation="sigmoid", activity_regularizer=sparsity
    )
    layer = keras.Sequential(
        [keras.layers.Dense(2, activation="sigmoid"), Sparse()]
    )
    print(f"{rows:2} rows:", end="")
    for name, each in (
        ("argument", argument),
        ("add_loss", layer),
    ):
        each(x)
        penalty = keras.ops.convert_to_numpy(each.losses[0])
        print(f" {name} {penalty:.3f}", end="")
    print()
