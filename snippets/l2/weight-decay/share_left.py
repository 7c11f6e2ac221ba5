import keras
import numpy as np
from keras import layers

steps = 1200
x, y = np.zeros((steps, 1)), np.zeros((steps, 1))
for decay in [0.004, 0.01, 0.1, 0.8]:
    layer = layers.Dense(1, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((1,)), layer])
    adamw = keras.optimizers.AdamW(weight_decay=decay)
    model.compile(optimizer=adamw, loss="mse", steps_per_execution=100)
    # Each example is a batch. Inputs and targets are 0, so only
    # the decay moves the weight.
    model.fit(x, y, batch_size=1, verbose=0)
    left = layer.kernel.numpy().item()
    print(f"decay {decay}: {left:.3f} left")
