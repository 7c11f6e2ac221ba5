import keras
import numpy as np
from keras import layers, ops, regularizers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
random = np.random.default_rng(0)
wrong = random.permutation(400) < 80
y_noisy = y_train.copy()
y_noisy[wrong] = (y_train[wrong] + random.integers(1, 10, 80)) % 10
noise = random.normal(0, 0.1, x_test.shape)


def mean_change(part):
    """Return how far the output of a network moves when noise is added."""
    change = part.predict(x_test + noise, verbose=0)
    change -= part.predict(x_test, verbose=0)
    return np.linalg.norm(change, axis=1).mean()


for name, labels in [("correct", y_train), ("a fifth wrong", y_noisy)]:
    print("labels:", name)
    for strength in [0.0, 0.01]:
        keras.utils.set_random_seed(0)
        l2 = regularizers.L2(strength)
        hidden = keras.Sequential(
            [
                keras.Input((64,)),
                layers.Dense(64, activation="relu", kernel_regularizer=l2),
                layers.Dense(64, activation="relu", kernel_regularizer=l2),
            ]
        )
        model = keras.Sequential(
            [hidden, layers.Dense(10, activation="softmax")]
        )
        model.compile(
            optimizer=keras.optimizers.Adam(0.01),
            loss="sparse_categorical_crossentropy",
        )
        model.fit(x_train, labels, batch_size=100, epochs=20, verbose=0)
        norm = float(ops.norm(hidden.layers[0].kernel))
        print(f"  L2({strength}), norm of the first kernel {norm:.1f}")
        print(f"    change of hidden {mean_change(hidden):.2f}")
        print(f"    change of output {mean_change(model):.2f}")
