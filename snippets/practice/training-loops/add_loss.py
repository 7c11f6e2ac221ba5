import keras
import numpy as np


class MeanNearZero(keras.layers.Layer):
    def call(self, x):
        self.add_loss(0.5 * keras.ops.mean(x) ** 2)
        return x


layer = keras.layers.Dense(1, kernel_initializer="ones")
model = keras.Sequential([keras.Input((2,)), layer, MeanNearZero()])
model.compile(loss="mse", metrics=["mse"])
x, y = np.ones((4, 2)), np.ones((4, 1))
print(model.evaluate(x, y, verbose=0, return_dict=True))

try:
    model.add_loss(lambda: 0.5 * keras.ops.sum(layer.kernel))
except ValueError as error:
    print(str(error).split(",")[0])
