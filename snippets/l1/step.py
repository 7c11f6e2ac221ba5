import keras
import numpy as np

l1 = keras.regularizers.L1(0.1)
layer = keras.layers.Dense(1, kernel_regularizer=l1)
model = keras.Sequential([keras.Input((3,)), layer])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")

kernel = np.array([[1.0], [-0.5], [0.013]])
model.set_weights([kernel, np.zeros(1)])

# All inputs are 0: the data loss moves no weight.
x, y = np.zeros((1, 3)), np.zeros((1, 1))
for step in range(5):
    print(step, np.ravel(layer.kernel).round(3))
    model.train_on_batch(x, y)
