import keras
import numpy as np

layer = keras.layers.SimpleRNN(
    8,
    activation="linear",
    kernel_initializer="zeros",
    recurrent_initializer="identity",
    recurrent_dropout=0.5,
    return_sequences=True,
    seed=0,
)
x = np.ones((10_000, 4, 8))
state = keras.ops.ones((10_000, 8))

output = layer(x, initial_state=[state], training=True)
output = keras.ops.convert_to_numpy(output)
print("mean at each step:", output.mean(axis=(0, 2)).round())
print("survivors at each step:", (output != 0).mean(axis=(0, 2)).round(1))
