import keras
import numpy as np
from keras import layers

# The model meets these targets, so the data have no gradient.
x, y = np.zeros((8, 2)), np.ones((8, 1))
print("default", keras.optimizers.AdamW().weight_decay)

for excluded in [[], ["bias"]]:
    layer = layers.Dense(1, kernel_initializer="ones", bias_initializer="ones")
    model = keras.Sequential([keras.Input((2,)), layer])
    optimizer = keras.optimizers.AdamW(0.1, weight_decay=0.5)
    optimizer.exclude_from_weight_decay(var_names=excluded)
    model.compile(optimizer=optimizer, loss="mse")
    model.train_on_batch(x, y)
    print("excluded", excluded)
    print("  kernel", layer.kernel.numpy().ravel().round(3))
    print("  bias", layer.bias.numpy().round(3))
    print("  penalties", model.losses)
