import keras
import numpy as np

keras.config.set_dtype_policy("mixed_float16")
x, y = np.ones((1, 2)), np.zeros((1, 1))


def train(what, *layers):
    model = keras.Sequential([keras.Input((2,)), *layers])
    model.compile(loss="mse")
    try:
        print(what, model.train_on_batch(x, y))
    except TypeError as error:
        print(what, type(error).__name__)


train(
    "argument      ",
    keras.layers.Dense(
        1, kernel_initializer="ones", activity_regularizer="l2"
    ),
)
train(
    "layer, float32",
    keras.layers.Dense(1, kernel_initializer="ones"),
    keras.layers.ActivityRegularization(l2=0.5, dtype="float32"),
)
