import keras
import numpy as np

x = np.zeros((1, 2))


def train(change):
    """Print a weight; the decay changes before epoch 3."""
    layer = keras.layers.Dense(1, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((2,)), layer])
    sgd = keras.optimizers.SGD(0.1, weight_decay=1.0)
    if change == "Variable":
        sgd.weight_decay = keras.Variable(1.0, trainable=False)
    model.compile(optimizer=sgd, loss="mse")
    weights = []
    for epoch in range(4):
        if epoch == 2 and change == "Variable":
            sgd.weight_decay.assign(0.0)
        elif epoch == 2:
            sgd.weight_decay = 0.0
            if change == "number and compile":
                model.compile(optimizer=sgd, loss="mse")
        model.fit(x, x[:, :1], verbose=0)
        weights.append(model.get_weights()[0][0, 0])
    print(f"{change:18}", np.round(weights, 3))


for change in "number", "number and compile", "Variable":
    train(change)
