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
two_sequences = np.ones((2, 3, 8))

for call in ["first call", "second call"]:
    output = layer(two_sequences, training=True)
    print(call)
    print(keras.ops.convert_to_numpy(output))
