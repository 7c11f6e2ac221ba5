import keras
import numpy as np
from keras import layers

x, y = np.zeros((1, 2)), np.zeros((1, 1))  # no pull from the data


def train(way):
    """Print a weight by epoch; the decay ends before epoch 3."""
    layer = layers.Dense(1, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((2,)), layer])
    sgd = keras.optimizers.SGD(0.1, weight_decay=1.0)
    if way == "Variable":
        sgd.weight_decay = keras.Variable(1.0, trainable=False)
    model.compile(optimizer=sgd, loss="mse")
    weights = []
    for epoch in range(4):
        if epoch == 2 and way == "Variable":
            sgd.weight_decay.assign(0.0)
        elif epoch == 2:
            sgd.weight_decay = 0.0
            if way == "number and compile":
                model.compile(optimizer=sgd, loss="mse")
        model.fit(x, y, verbose=0)
        weights.append(layer.kernel.numpy()[0, 0])
    print(f"{way:18}", np.round(weights, 3))


for way in ["number", "number and compile", "Variable"]:
    train(way)
