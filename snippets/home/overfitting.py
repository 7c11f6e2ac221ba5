import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# Every fifth training label is wrong.
shift = np.random.default_rng(0).integers(1, 10, size=80)
y_train[::5] = (y_train[::5] + shift) % 10

for rate in [0.0, 0.5]:
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dropout(rate),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, epochs=60, verbose=0)

    _, train = model.evaluate(x_train, y_train, verbose=0)
    _, test = model.evaluate(x_test, y_test, verbose=0)
    print(f"Dropout({rate})")
    print(f"  training labels {train:.2f}")
    print(f"  new images      {test:.2f}")
