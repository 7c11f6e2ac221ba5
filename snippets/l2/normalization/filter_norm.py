import keras
import numpy as np

for axis in [0, [0, 1, 2]]:
    limit = keras.constraints.MaxNorm(1.0, axis=axis)
    conv = keras.layers.Conv2D(
        4, 3, kernel_initializer="ones", kernel_constraint=limit
    )
    model = keras.Sequential([keras.Input((5, 5, 2)), conv])
    model.compile(loss="mse")
    model.train_on_batch(
        np.zeros((1, 5, 5, 2)), np.zeros((1, 3, 3, 4))
    )
    filters = conv.kernel.numpy().reshape(-1, 4)
    print(
        "axis", axis, np.linalg.norm(filters, axis=0).round(3)
    )
