import keras
import numpy as np


def sum_of_squares(w):
    return 0.5 * keras.ops.sum(w**2)


def squares(w):
    return 0.5 * w**2


x, y = np.zeros((4, 3)), np.zeros((4, 2))
for regularizer in [sum_of_squares, squares]:
    layer = keras.layers.Dense(
        2,
        kernel_initializer="ones",
        kernel_regularizer=regularizer,
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    print(regularizer.__name__)
    print("  in losses", tuple(model.losses[0].shape))
    print("  evaluate ", model.evaluate(x, y, verbose=0))
    model.fit(x, y, verbose=0)
    print("  kernel   ", model.get_weights()[0][0])
