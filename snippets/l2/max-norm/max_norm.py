import keras
import numpy as np
from keras import constraints, layers

layer = layers.Dense(2, kernel_constraint=constraints.MaxNorm(2.0))
model = keras.Sequential([keras.Input((2,)), layer])
layer.kernel.assign([[3.0, 0.3], [4.0, 0.4]])
model.compile(loss="mse")

x, y = np.zeros((4, 2)), np.zeros((4, 2))  # no pull from the data
for moment in ["before", "after"]:
    print(moment, "a step:", "penalties", model.losses)
    print(layer.kernel.numpy().round(4))
    model.train_on_batch(x, y)
