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

for strength in [0.0, 0.003]:
    keras.utils.set_random_seed(0)
    l1 = regularizers.L1(strength)
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
        metrics=["sparse_categorical_crossentropy", "accuracy"],
    )
    history = model.fit(
        x_train,
        y_train,
        epochs=40,
        validation_data=(x_test, y_test),
        verbose=0,
    )
    print(f"L1({strength})")
    for name in [
        "val_loss",
        "val_sparse_categorical_crossentropy",
        "val_accuracy",
    ]:
        print(f"  {name} {history.history[name][-1]:.2f}")
