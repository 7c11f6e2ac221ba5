import inspect

import keras
import numpy as np

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
x = np.ones((1, 64))

# Take these five lines; x is a batch of yours.
arguments = inspect.signature(model.call).parameters
print("call has training:", "training" in arguments)
a, b = [model(x, training=True) for _ in range(2)]
print("drops in training:", np.any(a != b))
print("drops elsewhere:", np.any(model(x) != model(x)))
