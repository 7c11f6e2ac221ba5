import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
random = np.random.default_rng(2)
wrong = random.permutation(400) < 80
y_train[wrong] += random.integers(1, 10, 80)
y_train %= 10

for rate in [0.0, 0.5, 0.8]:
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
        optimizer=keras.optimizers.Adam(0.005),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, batch_size=100, epochs=20, verbose=0)
    _, test = model.evaluate(x_test, y_test, verbose=0)
    _, learned = model.evaluate(x_train[wrong], y_train[wrong], verbose=0)
    print(f"rate {rate}")
    print(f"  test accuracy        {test:.2f}")
    print(f"  wrong labels learned {learned:.1f}")
