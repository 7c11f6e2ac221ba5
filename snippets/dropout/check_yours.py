import inspect

import keras
import numpy as np
from keras import layers, ops

model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]
)
x = np.ones((1, 64))


# From here on, with a model and a batch of yours:
def two_calls_differ(training):
    first = ops.convert_to_numpy(model(x, training=training))
    second = ops.convert_to_numpy(model(x, training=training))
    return not np.array_equal(first, second)


arguments = inspect.signature(model.call).parameters
print("call has training:", "training" in arguments)
print("drops in training:", two_calls_differ(training=True))
print("drops elsewhere:", two_calls_differ(training=False))
