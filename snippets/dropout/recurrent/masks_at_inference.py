import keras
import numpy as np

x = np.ones((1, 1, 8))


def simple_rnn():
    return keras.layers.SimpleRNN(
        8,
        activation="linear",
        kernel_initializer="identity",
        dropout=0.5,
        seed=0,
    )


def dropout():
    return keras.layers.Dropout(0.5, seed=0)


for new_layer in [simple_rnn, dropout]:
    unused, used = new_layer(), new_layer()
    used(x, training=False)
    print(new_layer.__name__)
    for layer in [unused, used]:
        output = layer(x, training=True)
        print(" ", keras.ops.convert_to_numpy(output).ravel())
