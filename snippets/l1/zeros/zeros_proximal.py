import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# 500 steps, each on all rows at once.
rows = tf.data.Dataset.from_tensors((x_train, y_train))
steps = rows.repeat(500)

rate, strength = 0.2, 0.001


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, rate * strength)


layers = keras.layers
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, "relu", kernel_constraint=Shrink()),
        layers.Dense(64, "relu", kernel_constraint=Shrink()),
        layers.Dense(10, "softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.SGD(rate),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(steps, shuffle=False, verbose=0)

_, test = model.evaluate(x_test, y_test, verbose=0)
first, _, second, *_ = model.get_weights()
hidden = np.append(first, second)
print("test accuracy", f"{test:.2f}")
print("hidden weights", hidden.size)
print("share exactly zero", f"{np.mean(hidden == 0):.2f}")
print("penalties", len(model.losses))
