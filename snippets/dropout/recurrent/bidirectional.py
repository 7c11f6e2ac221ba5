import keras
import numpy as np


def lstm(**arguments):
    return keras.layers.LSTM(
        1,
        kernel_initializer="ones",
        recurrent_initializer="zeros",
        dropout=0.5,
        **arguments,
    )


keras.utils.set_random_seed(0)
x = np.linspace(0, 1, 8).reshape(1, 1, 8)
for name, layer in (
    ("no seed  ", keras.layers.Bidirectional(lstm())),
    ("one seed ", keras.layers.Bidirectional(lstm(seed=0))),
    (
        "two seeds",
        keras.layers.Bidirectional(
            lstm(seed=0),
            backward_layer=lstm(seed=1, go_backwards=True),
        ),
    ),
):
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(
        f"{name} forward {y[0, 0]:.2f}, backward {y[0, 1]:.2f}"
    )
