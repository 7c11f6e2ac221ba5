import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
random = np.random.default_rng(0)
wrong = random.permutation(400) < 80
y_train[wrong] += random.integers(1, 10, 80)
y_train %= 10

print("strength  train   test     ce   norm")
for strength in [0.0, 0.01, 0.1]:
    keras.utils.set_random_seed(0)
    l2 = keras.regularizers.L2(strength)
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(
            keras.layers.Dense(
                64, activation="relu", kernel_regularizer=l2
            )
        )
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(
        x_train, y_train, batch_size=100, epochs=20, verbose=0
    )
    _, train = model.evaluate(x_train, y_train, verbose=0)
    loss, test = model.evaluate(x_test, y_test, verbose=0)
    ce = loss - float(sum(model.losses))
    norm = float(keras.ops.norm(model.layers[0].kernel))
    row = [train, test, ce, norm]
    print(f"{strength:<8}", *(f"{value:6.2f}" for value in row))
