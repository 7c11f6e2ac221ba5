import keras
import numpy as np
import tensorflow as tf

r = np.random.default_rng(0)
x = r.normal(size=(2100, 100))
y = x[:, 0] + x[:, 1] + x[:, 2] > 0
x_train, x_test = x[:100], x[100:]
y_train, y_test = y[:100], y[100:]
# 100 steps, each on all rows at once.
rows = tf.data.Dataset.from_tensors((x_train, y_train))
steps = rows.repeat(100)

for strength in 0.0, 0.02:
    keras.utils.set_random_seed(0)
    l1 = keras.regularizers.L1(strength)
    hidden = keras.layers.Dense(
        32, activation="relu", kernel_regularizer=l1
    )
    out = keras.layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((100,)), hidden, out])
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(steps, shuffle=False, verbose=0)

    _, train = model.evaluate(x_train, y_train, verbose=0)
    _, test = model.evaluate(x_test, y_test, verbose=0)
    used = np.max(np.abs(hidden.kernel), axis=1) > 0.05
    print(f"L1({strength})")
    print("  train accuracy", f"{train:.2f}")
    print("  test accuracy", f"{test:.2f}")
    print("  of 3 that matter, used", np.sum(used[:3]))
    print("  of 97 noise, used", np.sum(used[3:]))
