import keras
import numpy as np

l1 = keras.regularizers.L1(0.01)
layer = keras.layers.Dense(
    3,
    kernel_initializer="ones",
    kernel_regularizer=l1,
    activity_regularizer=l1,
)
inputs = keras.Input((3,))
once = keras.Model(inputs, layer(inputs))
twice = keras.Model(inputs, layer(layer(inputs)))


def print_losses(what, model):
    print(what, [round(float(loss), 2) for loss in model.losses])


print_losses("built:", once)
once(np.ones((1, 3)))
print_losses("called:", once)
once(np.full((1, 3), 2.0))
print_losses("called again:", once)
twice(np.ones((1, 3)))
print_losses("used twice:", twice)
