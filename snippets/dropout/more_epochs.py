import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
r = np.random.default_rng(0)
wrong = r.random(400) < 0.2
y_train[wrong] = r.integers(0, 10, wrong.sum())

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.8),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.8),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)

total = 0
for epochs in (40, 80):
    model.fit(x_train, y_train, epochs=epochs, verbose=0)
    total += epochs
    _, test = model.evaluate(x_test, y_test, verbose=0)
    print(f"{total} epochs: test accuracy {test:.2f}")
