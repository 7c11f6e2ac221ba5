import keras
import numpy as np

for optimizer in ["sgd", "ftrl"]:
    layer = keras.layers.Dense(3, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((1,)), layer])
    model.compile(optimizer, loss="mse")
    # The input is 0, so the kernel has no gradient.
    model.train_on_batch(np.zeros((1, 1)), np.ones((1, 3)))
    print(optimizer, np.ravel(keras.ops.convert_to_numpy(layer.kernel)))
