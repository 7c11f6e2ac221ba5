import keras
import numpy as np

layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    activity_regularizer=keras.regularizers.L2(1.0),
)
model = keras.Sequential([keras.Input((2,)), layer])
model.compile(keras.optimizers.SGD(0.0), "mse")
x = np.ones((1, 2))
model.fit(x, 2 * np.ones((1, 1)), verbose=0)
try:
    print(float(sum(model.losses)))
except TypeError as error:
    print(type(error).__name__)
model(x)
print(float(sum(model.losses)))
