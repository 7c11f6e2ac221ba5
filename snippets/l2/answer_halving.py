import keras
import numpy as np
from keras import layers, regularizers

# Inputs and targets are 0, so the data move no weight.
x, y = np.zeros((1, 1)), np.zeros((1, 1))

for steps in [346, 347]:
    layer = layers.Dense(
        1, kernel_initializer="ones", kernel_regularizer=regularizers.L2(0.01)
    )
    model = keras.Sequential([keras.Input((1,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.fit(x, y, epochs=steps, verbose=0)
    weight = keras.ops.convert_to_numpy(layer.kernel).item()
    print(steps, "steps", round(weight, 4))
