import keras
import numpy as np

layer = keras.layers.SimpleRNN(
    8,
    activation="linear",
    kernel_initializer="identity",
    recurrent_initializer="zeros",
    dropout=0.5,
    return_sequences=True,
    seed=0,
)
x = np.ones((2, 3, 8))

for call in ("first", "second"):
    y = keras.ops.convert_to_numpy(layer(x, training=True))
    print(call, "call, two samples of three timesteps:")
    print(y)
