import keras
import numpy as np

x, y = np.zeros((4, 3)), np.zeros((4, 1))


class Adjustable(keras.regularizers.Regularizer):
    def __init__(self):
        self.strength = keras.Variable(0.0, trainable=False)

    def __call__(self, weights):
        return self.strength * keras.ops.sum(weights**2)


for tracked in [False, True]:
    regularizer = Adjustable()
    layer = keras.layers.Dense(
        1, kernel_initializer="ones", kernel_regularizer=regularizer
    )
    if tracked:
        layer.strength = regularizer.strength
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    losses = []
    for strength in [0.0, 0.5, 1.0]:
        regularizer.strength.assign(strength)
        losses += model.fit(x, y, verbose=0).history["loss"]
    changes = len(set(losses)) > 1
    print(f"tracked {tracked}: changes {changes} {losses}")
