import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)

l1 = keras.regularizers.L1(0.001)
layers = keras.layers
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, "relu", kernel_regularizer=l1),
        layers.Dense(64, "relu", kernel_regularizer=l1),
        layers.Dense(10, "softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=40, verbose=0)

_, before = model.evaluate(x_test, y_test, verbose=0)
zeros = []
for layer in model.layers[:2]:
    w = layer.kernel.numpy()
    w[np.abs(w) < 0.01] = 0
    layer.kernel.assign(w)
    zeros.append(np.mean(w == 0))
_, after = model.evaluate(x_test, y_test, verbose=0)
print("test accuracy before", f"{before:.2f}")
print("test accuracy after", f"{after:.2f}")
print("share exactly zero", f"{np.mean(zeros):.2f}")
