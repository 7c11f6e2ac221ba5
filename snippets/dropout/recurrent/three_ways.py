import keras
import numpy as np


def rnn(**arguments):
    return keras.layers.SimpleRNN(
        8,
        activation="linear",
        kernel_initializer="identity",
        recurrent_initializer="zeros",
        return_sequences=True,
        **arguments,
    )


layers = keras.layers
x = np.ones((1, 3, 8))
for name, steps in (
    ("Dropout before", [layers.Dropout(0.5, seed=0), rnn()]),
    (
        "SpatialDropout1D before",
        [layers.SpatialDropout1D(0.5, seed=0), rnn()],
    ),
    ("dropout=", [rnn(dropout=0.5, seed=0)]),
):
    model = keras.Sequential([keras.Input((3, 8)), *steps])
    print(name)
    y = model(x, training=True)
    print(keras.ops.convert_to_numpy(y)[0])
