import keras
import numpy as np
from keras import layers


def rnn(**arguments):
    return layers.SimpleRNN(
        8,
        activation="linear",
        kernel_initializer="identity",
        recurrent_initializer="zeros",
        return_sequences=True,
        **arguments,
    )


models = {
    "Dropout before": [layers.Dropout(0.5, seed=0), rnn()],
    "SpatialDropout1D before": [layers.SpatialDropout1D(0.5, seed=0), rnn()],
    "dropout=": [rnn(dropout=0.5, seed=0)],
}
x = np.ones((1, 3, 8))
for name, steps in models.items():
    model = keras.Sequential([keras.Input((3, 8)), *steps])
    output = model(x, training=True)
    print(name)
    print(keras.ops.convert_to_numpy(output)[0])
