import keras
from sklearn.datasets import load_digits

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
l2 = keras.regularizers.L2(0.01)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, activation="relu", kernel_regularizer=l2),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["sparse_categorical_crossentropy"],
)
history = model.fit(
    x[:400] / 16,
    y[:400],
    epochs=5,
    validation_data=(x[400:] / 16, y[400:]),
    verbose=0,
).history

val_loss = history["val_loss"][-1]
data_loss = history["val_sparse_categorical_crossentropy"][-1]
penalty = float(sum(model.losses))
print(f"val_loss {val_loss:.2f}")
print(f"validation cross-entropy {data_loss:.2f}")
print(f"penalty {penalty:.2f}")
print(
    "val_loss is the sum",
    abs(val_loss - data_loss - penalty) < 1e-4,
)
