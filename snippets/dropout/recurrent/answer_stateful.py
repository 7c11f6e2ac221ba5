import keras
import numpy as np

layer = keras.layers.SimpleRNN(
    8,
    activation="linear",
    kernel_initializer="identity",
    recurrent_initializer="identity",
    dropout=0.5,
    stateful=True,
    seed=0,
)
one_step = np.ones((1, 1, 8))
for batch in [1, 2, 3]:
    state = keras.ops.convert_to_numpy(layer(one_step, training=True))
    print("after batch", batch, state[0])
