import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
rows = tf.data.Dataset.from_tensors((x_train, y_train))
l1 = keras.regularizers.L1(0.001)
dense = keras.layers.Dense
first = dense(64, "relu", kernel_regularizer=l1)
second = dense(64, "relu", kernel_regularizer=l1)
out = dense(10, "softmax")
model = keras.Sequential(
    [keras.Input((64,)), first, second, out]
)
loss = "sparse_categorical_crossentropy"


class Mask(keras.constraints.Constraint):
    def __init__(self, mask):
        self.mask = mask

    def __call__(self, w):
        return w * self.mask


def train_and_show(steps, what):
    adam = keras.optimizers.Adam(0.01)
    model.compile(adam, loss, metrics=["accuracy"])
    if steps:
        model.fit(rows.repeat(steps), shuffle=False, verbose=0)
    _, test = model.evaluate(x_test, y_test, verbose=0)
    print(f"{what} accuracy {test:.2f}, zeros", end=" ")
    print(np.sum(first.kernel == 0), np.sum(second.kernel == 0))


train_and_show(50, "trained   ")
for layer in first, second:
    size = np.abs(layer.kernel)
    mask = size > np.quantile(size, 0.95)
    layer.kernel.assign(layer.kernel * mask)
    layer.kernel.constraint = Mask(mask)
train_and_show(0, "pruned    ")
train_and_show(50, "fine-tuned")
