import keras
import numpy as np


def draw(layers):
    """Both branches in training, as zeros and twos."""
    x = np.ones((1, 8))
    for layer in layers:
        print(
            keras.ops.convert_to_numpy(layer(x, training=True))
        )


dropout = keras.layers.Dropout(0.5, seed=7)
print("one layer, used twice")
draw([dropout, dropout])
print("two layers, one seed")
draw([keras.layers.Dropout(0.5, seed=7) for _ in range(2)])
