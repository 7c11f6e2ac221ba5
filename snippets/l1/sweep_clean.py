import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# 120 passes over the data in one epoch: the fastest way.
passes = np.tile(x_train, (120, 1)), np.tile(y_train, 120)

layers = keras.layers
for strength in 0.0, 0.001, 0.003, 0.01:
    keras.utils.set_random_seed(0)
    l1 = keras.regularizers.L1(strength)
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
    model.fit(*passes, verbose=0)
    _, train = model.evaluate(x_train, y_train, verbose=0)
    _, test = model.evaluate(x_test, y_test, verbose=0)
    print(f"L1({strength})")
    print(f"  train {train:.1f}  test {test:.2f}")
