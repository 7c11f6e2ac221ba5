import keras
import numpy as np

x = np.ones((1, 1, 8))


def rnn():
    return keras.layers.SimpleRNN(
        8,
        activation="linear",
        kernel_initializer="identity",
        dropout=0.5,
        seed=0,
    )


for make in (rnn, lambda: keras.layers.Dropout(0.5, seed=0)):
    fresh, used = make(), make()
    used(x, training=False)
    print(type(fresh).__name__)
    for name, layer in (("fresh", fresh), ("used ", used)):
        y = layer(x, training=True)
        print(" ", name, keras.ops.convert_to_numpy(y).ravel())
