import keras
import numpy as np
from keras import layers, regularizers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# Change 80 of the 400 training labels to another digit.
random = np.random.default_rng(0)
wrong = random.permutation(400) < 80
y_train[wrong] = (y_train[wrong] + random.integers(1, 10, 80)) % 10

for strength in [0.0, 0.01, 0.1]:
    keras.utils.set_random_seed(0)
    l2 = regularizers.L2(strength)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(64, activation="relu", kernel_regularizer=l2),
            layers.Dense(64, activation="relu", kernel_regularizer=l2),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.003),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy", "sparse_categorical_crossentropy"],
    )
    model.fit(x_train, y_train, epochs=40, verbose=0)
    train = model.evaluate(x_train, y_train, verbose=0, return_dict=True)
    test = model.evaluate(x_test, y_test, verbose=0, return_dict=True)
    cross_entropy = test["sparse_categorical_crossentropy"]
    norm = float(keras.ops.norm(model.layers[0].kernel))
    print(f"L2({strength})")
    print(f"  training accuracy  {train['accuracy']:.2f}")
    print(f"  test accuracy      {test['accuracy']:.2f}")
    print(f"  test cross-entropy {cross_entropy:.2f}")
    print(f"  norm of the kernel {norm:.1f}")
