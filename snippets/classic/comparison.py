import keras
import numpy as np
from keras import layers, regularizers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# The same labels, with 80 of the 400 changed to another digit.
random = np.random.default_rng(0)
wrong = random.permutation(400) < 80
y_noisy = y_train.copy()
y_noisy[wrong] = (y_train[wrong] + random.integers(1, 10, 80)) % 10


def accuracy_on_test_images(labels, rate=None, penalty=None):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(
            layers.Dense(64, activation="relu", kernel_regularizer=penalty)
        )
        if rate:
            model.add(layers.Dropout(rate))
    model.add(layers.Dense(10, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(0.003),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, labels, epochs=40, verbose=0)
    _, accuracy = model.evaluate(x_test, y_test, verbose=0)
    return accuracy


settings = {
    "none": {},
    "Dropout(0.5)": {"rate": 0.5},
    "L1(0.01)": {"penalty": regularizers.L1(0.01)},
    "L2(0.01)": {"penalty": regularizers.L2(0.01)},
}
print("test accuracy  a fifth wrong  all correct")
for name, setting in settings.items():
    noisy = accuracy_on_test_images(y_noisy, **setting)
    correct = accuracy_on_test_images(y_train, **setting)
    print(f"{name:13}  {noisy:13.2f}  {correct:11.2f}")
