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
x = np.ones((1, 4, 8))
state = keras.ops.ones((1, 8))

for training in [False, True]:
    output = layer(x, initial_state=[state], training=training)
    print("training", training)
    print(keras.ops.convert_to_numpy(output)[0])
