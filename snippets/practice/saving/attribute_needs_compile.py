import keras
import numpy as np

l2 = keras.regularizers.L2(0.5)
layer = keras.layers.Dense(1, kernel_initializer="ones", kernel_regularizer=l2)
model = keras.Sequential([keras.Input((2,)), layer])
x, y = np.zeros((4, 2)), np.zeros((4, 1))


def show(what):
    fit = model.fit(x, y, verbose=0)
    now = float(sum(model.losses))
    print(f"{what}: fit {fit.history['loss'][0]}, losses {now}")


model.compile(keras.optimizers.SGD(0.0), "mse")
show("l2 is 0.5")
l2.l2 = 2.0
show("l2 is 2.0")
model.compile(keras.optimizers.SGD(0.0), "mse")
show("compiled ")
