import keras
from sklearn.datasets import load_digits


class Penalty(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        logs["penalty"] = float(sum(self.model.losses))


keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
l2 = keras.regularizers.L2(0.01)
hidden = keras.layers.Dense(
    64, activation="relu", kernel_regularizer=l2
)
output = keras.layers.Dense(10, activation="softmax")
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
    callbacks=[Penalty()],
).history

print("epoch  val_loss  val_ce  penalty")
for epoch in range(4):
    row = [
        history[name][epoch] for name in ["val_loss", "val_ce"]
    ]
    row.append(history["penalty"][epoch])
    print(f"{epoch:5}", *(f"{value:8.2f}" for value in row))
