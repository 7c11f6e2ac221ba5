import keras
import numpy as np
from keras import layers, regularizers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)

l1 = regularizers.L1(0.01)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=40, verbose=0)

_, train = model.evaluate(x_train, y_train, verbose=0)
_, test = model.evaluate(x_test, y_test, verbose=0)
print(f"train accuracy {train:.2f}")
print(f"test accuracy {test:.2f}")
weights = np.concatenate(
    [kernel.flatten() for kernel in model.get_weights()[0:4:2]]
)
print("hidden weights", weights.size)
print("exactly zero", np.sum(weights == 0))
print(f"share below 0.01 {np.mean(abs(weights) < 0.01):.2f}")
