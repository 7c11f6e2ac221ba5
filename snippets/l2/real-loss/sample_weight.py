import keras
import numpy as np
from keras import layers, regularizers

layer = layers.Dense(
    1,
    kernel_initializer=keras.initializers.Constant(2),
    kernel_regularizer=regularizers.L2(0.125),
)
model = keras.Sequential([keras.Input((2,)), layer])
model.compile(loss="mse")
x, y = np.zeros((4, 2)), np.ones((4, 1))
for weight in [1.0, 0.5, 0.0]:
    sample_weight = np.full(4, weight)
    loss = model.evaluate(x, y, sample_weight=sample_weight, verbose=0)
    print("weight", weight, "loss", loss)
