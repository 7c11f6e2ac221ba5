import keras
import numpy as np

model = keras.Sequential(
    [
        keras.Input((1,)),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
x = np.ones((1000, 1))


def loss_in_fit():
    return model.fit(x, x, verbose=0).history["loss"][0]


model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
print("rate 0.5          ", loss_in_fit())
model.layers[0].rate = 0.0
print("rate 0.0          ", loss_in_fit())
model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
print("rate 0.0, compiled", loss_in_fit())
