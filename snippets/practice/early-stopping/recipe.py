import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x, x_test, y, y_test = train_test_split(
    x / 16, y, train_size=300, random_state=0, stratify=y
)
x_train, x_valid, y_train, y_valid = train_test_split(
    x, y, test_size=100, random_state=0, stratify=y
)


def build_model():
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_crossentropy", "accuracy"],
    )
    return model


# 1. Find the number of epochs.
monitor = "val_sparse_categorical_crossentropy"
stop = keras.callbacks.EarlyStopping(
    monitor=monitor,
    mode="min",
    patience=20,
    restore_best_weights=True,
)
model = build_model()
history = model.fit(
    x_train,
    y_train,
    validation_data=(x_valid, y_valid),
    epochs=1000,
    callbacks=[stop],
    verbose=0,
).history
best_epoch = int(np.argmin(history[monitor])) + 1
print(f"stopped after {len(history['loss'])} epochs, best {best_epoch}")

# 2. Train a new model on all the data for as many epochs.
final_model = build_model()
final_model.fit(x, y, epochs=best_epoch, verbose=0)

for name, trained in [("stopped", model), ("refit", final_model)]:
    scores = trained.evaluate(x_test, y_test, verbose=0, return_dict=True)
    print(f"{name:7} test accuracy {scores['accuracy']:.2f}")
