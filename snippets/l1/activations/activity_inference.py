import keras
import numpy as np

x, y = np.ones((1, 3)), np.full((1, 2), 4.0)
layer = keras.layers.Dense(
    2,
    kernel_initializer="ones",
    activity_regularizer=keras.regularizers.L1(0.1),
)
model = keras.Sequential([keras.Input((3,)), layer])
# The learning rate is 0, so both losses are those of the same weights.
model.compile(keras.optimizers.SGD(0.0), loss="mse", metrics=["mse"])
history = model.fit(x, y, validation_data=(x, y), verbose=0).history
for name, values in history.items():
    print(name, f"{values[0]:.1f}")
print("prediction", model.predict(x, verbose=0)[0])
