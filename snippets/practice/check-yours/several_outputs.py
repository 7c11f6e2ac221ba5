import keras
import numpy as np

inputs = {name: keras.Input((8,), name=name) for name in "ab"}
hidden = keras.layers.Add()([inputs["a"], inputs["b"]])
hidden = keras.layers.Dropout(0.5)(hidden)
dense = keras.layers.Dense(2, kernel_regularizer="l2")
outputs = {"y": dense(hidden), "z": [hidden, hidden]}
model = keras.Model(inputs, outputs)


def differ(first, second):
    pairs = zip(
        keras.tree.flatten(first),
        keras.tree.flatten(second),
        strict=True,
    )
    return [bool(keras.ops.any(a != b)) for a, b in pairs]


rng = np.random.default_rng(0)
x = {name: rng.normal(size=(64, 8)) for name in inputs}
first = model(x, training=True)
print("differ in training", differ(first, model(x, training=True)))
print("differ at inference", differ(model(x), model(x)))
print("penalties", len(model.losses))
