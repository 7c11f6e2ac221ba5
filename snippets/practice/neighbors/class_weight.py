import keras
import numpy as np

x = np.ones((4, 2))
y = np.array([[0.0], [0.0], [0.0], [1.0]])
layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    kernel_regularizer=keras.regularizers.L2(1.5),
)
model = keras.Sequential([keras.Input((2,)), layer])
# A learning rate of 0, so that only the weighting changes the loss.
sgd = keras.optimizers.SGD(0.0)
model.compile(optimizer=sgd, loss="mse", metrics=["mse"])

for weights in [{0: 1, 1: 1}, {0: 2, 1: 2}, {0: 1, 1: 10}]:
    fit = model.fit(
        x,
        y,
        class_weight=weights,
        validation_data=(x, y),
        verbose=0,
    )
    print(weights)
    for name in ["loss", "mse", "val_loss"]:
        print(f"  {name:8} {fit.history[name][0]}")
