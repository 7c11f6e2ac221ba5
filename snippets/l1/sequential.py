import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(
            64,
            activation="relu",
            kernel_regularizer=keras.regularizers.L1(0.01),
        ),
        keras.layers.Dense(
            64,
            activation="relu",
            kernel_regularizer=keras.regularizers.L1(0.01),
        ),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=40, verbose=0)

_, train = model.evaluate(x_train, y_train, verbose=0)
_, test = model.evaluate(x_test, y_test, verbose=0)
first, _, second, *_ = model.get_weights()
hidden = np.append(first, second)
print("train accuracy", f"{train:.2f}")
print("test accuracy", f"{test:.2f}")
print("hidden weights", hidden.size)
print("exactly zero", np.sum(hidden == 0))
print("share below 0.01", f"{np.mean(abs(hidden) < 0.01):.2f}")
