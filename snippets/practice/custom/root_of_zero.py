import keras
import numpy as np


def group_lasso(offset):
    def penalty(w):
        squares = keras.ops.sum(keras.ops.square(w), axis=0)
        return keras.ops.sum(keras.ops.sqrt(squares + offset))

    return penalty


x, y = np.ones((4, 3)), np.ones((4, 2))
for offset in [0.0, 1e-12]:
    layer = keras.layers.Dense(
        2,
        kernel_initializer="zeros",
        kernel_regularizer=group_lasso(offset),
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.fit(x, y, verbose=0)
    print(offset, model.get_weights()[0][0])
