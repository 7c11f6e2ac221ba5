import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# 100 steps, each on all rows at once.
rows = tf.data.Dataset.from_tensors((x_train, y_train))
steps = rows.repeat(100)

for strength in 0.0, 0.01, 0.1:
    keras.utils.set_random_seed(0)
    l1 = keras.regularizers.L1(strength)
    hidden = keras.layers.Dense(
        64, activation="relu", activity_regularizer=l1
    )
    out = keras.layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input((64,)), hidden, out])
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(steps, shuffle=False, verbose=0)

    _, test = model.evaluate(x_test, y_test, verbose=0)
    outputs = keras.ops.convert_to_numpy(hidden(x_test))
    silent = outputs == 0
    print(f"L1({strength})")
    print("  test accuracy", f"{test:.2f}")
    print("  outputs exactly zero", f"{np.mean(silent):.2f}")
    print("  units never active", np.sum(silent.all(axis=0)))
    print("  weights exactly zero", np.sum(hidden.kernel == 0))
