import keras
import numpy as np
from keras import layers, ops, regularizers

# 100 features, of which only the first three decide the label.
x = np.random.default_rng(0).normal(size=(2100, 100))
y = x[:, 0] + x[:, 1] + x[:, 2] > 0
x_train, x_test = x[:100], x[100:]
y_train, y_test = y[:100], y[100:]

for strength in [0.0, 0.02]:
    keras.utils.set_random_seed(0)
    l1 = regularizers.L1(strength)
    hidden = layers.Dense(32, activation="relu", kernel_regularizer=l1)
    output = layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((100,)), hidden, output])
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    # One batch of all the training examples, 100 times.
    model.fit(x_train, y_train, batch_size=100, epochs=100, verbose=0)

    _, train = model.evaluate(x_train, y_train, verbose=0)
    _, test = model.evaluate(x_test, y_test, verbose=0)
    largest = np.max(abs(ops.convert_to_numpy(hidden.kernel)), axis=1)
    used = largest > 0.05
    print(f"L1({strength})")
    print(f"  train accuracy {train:.2f}")
    print(f"  test accuracy {test:.2f}")
    print("  of 3 that matter, used", np.sum(used[:3]))
    print("  of 97 noise, used", np.sum(used[3:]))
