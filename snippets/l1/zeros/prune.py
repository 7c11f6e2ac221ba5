import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x = x / 16

keras.utils.set_random_seed(0)
l1 = keras.regularizers.L1(0.001)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(10, activation="softmax"),
    ]
)


def train_and_evaluate(epochs):
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    if epochs:
        model.fit(x[:1000], y[:1000], epochs=epochs, verbose=0)
    _, accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)
    zeros = [int(np.sum(w == 0)) for w in model.get_weights()[0:4:2]]
    print(f"test accuracy {accuracy:.2f}, zeros {zeros}")


class Mask(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        return w * self.mask


train_and_evaluate(epochs=40)
for layer in model.layers[:2]:
    size = np.abs(keras.ops.convert_to_numpy(layer.kernel))
    mask = size > np.quantile(size, 0.95)
    layer.kernel.constraint = Mask(mask)
    layer.kernel.assign(layer.kernel * mask)
train_and_evaluate(epochs=0)
train_and_evaluate(epochs=40)
