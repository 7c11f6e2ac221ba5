import keras
import numpy as np
from keras import layers, regularizers

l2 = regularizers.L2(0.5)
layer = layers.Dense(
    1,
    kernel_initializer="ones",
    bias_initializer="ones",
    kernel_regularizer=l2,
    bias_regularizer=l2,
    activity_regularizer=l2,
)
model = keras.Sequential([keras.Input((2,)), layer])
model.compile(loss="mse", metrics=["mse"])

x, y = np.ones((4, 2)), np.zeros((4, 1))
loss, mse = model.evaluate(x, y, verbose=0)
model(x)
penalties = sorted(float(penalty) for penalty in model.losses)
print("mse", mse)
print("penalties", penalties)
print("loss", loss)
print("sum", mse + sum(penalties))
