import keras
from sklearn.datasets import load_digits

keras.utils.set_random_seed(1)
x, y = load_digits(return_X_y=True)
x = x / 16

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
history = model.fit(x, y, epochs=3, verbose=0)
fit = history.history["accuracy"][-1]
print(f"fit, last epoch       {fit:.2f}")
_, accuracy = model.evaluate(x, y, verbose=0)
print(f"evaluate, same data   {accuracy:.2f}")

model.compile(
    optimizer=keras.optimizers.SGD(0.0),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
history = model.fit(x, y, verbose=0)
fit = history.history["accuracy"][-1]
print(f"fit, learning rate 0  {fit:.2f}")
