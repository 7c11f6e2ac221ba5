import keras
import numpy as np
from keras import layers, regularizers

layer = layers.Dense(
    1,
    kernel_initializer="ones",
    kernel_regularizer=regularizers.L2(0.5),
)
model = keras.Sequential([keras.Input((2,)), layer])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse", metrics=["mse"])
x, y = np.zeros((8, 2)), np.zeros((8, 1))
history = model.fit(
    x, y, validation_data=(x, y), batch_size=2, verbose=0
).history
print("mse", history["mse"][0])
print(f"loss {history['loss'][0]:.3f}")
print(f"val_loss {history['val_loss'][0]:.3f}")
print(f"penalty now {float(sum(model.losses)):.3f}")
