import keras
import numpy as np
from keras import layers, regularizers

inputs = keras.Input((2,))
hidden = layers.Dense(
    1,
    kernel_initializer=keras.initializers.Constant(2),
    kernel_regularizer=regularizers.L2(0.125),
)(inputs)
outputs = [
    layers.Dense(1, kernel_initializer="ones", name=name)(hidden)
    for name in ["left", "right"]
]
model = keras.Model(inputs, outputs)
model.compile(loss=["mse", "mse"], loss_weights=[1.0, 10.0])

x, y = np.zeros((4, 2)), np.ones((4, 1))
logs = model.evaluate(x, [y, y], verbose=0, return_dict=True)
for name in ["left_loss", "right_loss", "loss"]:
    print(name, logs[name])
print("penalties", [float(penalty) for penalty in model.losses])
