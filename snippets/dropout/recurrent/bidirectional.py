import keras
import numpy as np
from keras import layers


def lstm(**arguments):
    return layers.LSTM(
        1,
        kernel_initializer="ones",
        recurrent_initializer="zeros",
        dropout=0.5,
        **arguments,
    )


keras.utils.set_random_seed(0)
wrappers = {
    "no seed": layers.Bidirectional(lstm()),
    "one seed": layers.Bidirectional(lstm(seed=0)),
    "two seeds": layers.Bidirectional(
        lstm(seed=0),
        backward_layer=lstm(seed=1, go_backwards=True),
    ),
}
x = np.linspace(0, 1, 8).reshape(1, 1, 8)
for name, wrapper in wrappers.items():
    output = keras.ops.convert_to_numpy(wrapper(x, training=True))
    forward, backward = output[0]
    print(f"{name}: forward {forward:.2f}, backward {backward:.2f}")
