import keras
import numpy as np
from keras import layers, regularizers

x, y = np.zeros((1, 1)), np.zeros((1, 1))  # no pull from the data


def weight_after_ten_steps(strength=0.0, decay=0.0):
    layer = layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=regularizers.L2(strength),
    )
    model = keras.Sequential([keras.Input((1,)), layer])
    adam = keras.optimizers.Adam(0.01, weight_decay=decay)
    model.compile(optimizer=adam, loss="mse")
    for _ in range(10):
        model.train_on_batch(x, y)
    return float(layer.kernel.numpy().item())


for strength in [0.01, 1.0]:
    l2 = weight_after_ten_steps(strength=strength)
    decay = weight_after_ten_steps(decay=2 * strength)
    print(f"L2({strength}): {l2:.3f}")
    print(f"weight_decay={2 * strength}: {decay:.3f}")
