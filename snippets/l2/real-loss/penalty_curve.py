import keras
from keras import layers, regularizers
from sklearn.datasets import load_digits


class PenaltyLogger(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        logs["penalty"] = float(sum(self.model.losses))


keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
hidden = layers.Dense(
    64, activation="relu", kernel_regularizer=regularizers.L2(0.01)
)
output = layers.Dense(10, activation="softmax")
model = keras.Sequential([keras.Input((64,)), hidden, output])
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=[keras.metrics.SparseCategoricalCrossentropy("ce")],
)
history = model.fit(
    x[:400] / 16,
    y[:400],
    validation_data=(x[400:] / 16, y[400:]),
    epochs=4,
    verbose=0,
    callbacks=[PenaltyLogger()],
).history

for name in ["loss", "ce", "val_loss", "val_ce", "penalty"]:
    print(f"{name:8}", [round(value, 2) for value in history[name]])
