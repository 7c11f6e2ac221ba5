import keras
import numpy as np
from keras import layers, regularizers


def train(strength, decay, **clipping):
    """Take one step without data; return a weight of each kernel."""
    model = keras.Sequential([keras.Input((4,))])
    for _ in range(2):  # A kernel of four weights, and one of a single weight.
        model.add(
            layers.Dense(
                1,
                use_bias=False,
                kernel_initializer=keras.initializers.Constant(10),
                kernel_regularizer=regularizers.L2(strength),
            )
        )
    sgd = keras.optimizers.SGD(1.0, weight_decay=decay, **clipping)
    model.compile(optimizer=sgd, loss="mse", run_eagerly=True)
    model.train_on_batch(np.zeros((1, 4)), np.zeros((1, 1)))
    return [kernel[0, 0].round(2) for kernel in model.get_weights()]


for clipping in [
    {},
    {"clipnorm": 1},
    {"clipvalue": 1},
    {"global_clipnorm": 1},
]:
    print(clipping or "no clipping")
    print("  L2          ", *train(0.25, None, **clipping))
    print("  weight decay", *train(0.0, 0.5, **clipping))
