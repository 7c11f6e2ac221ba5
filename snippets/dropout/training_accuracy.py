import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
history = model.fit(x_train, y_train, epochs=45, verbose=0)
fit = history.history["accuracy"][-1]
print(f"fit, last epoch       {fit:.2f}")
_, accuracy = model.evaluate(x_train, y_train, verbose=0)
print(f"evaluate, same data   {accuracy:.2f}")

model.compile(
    optimizer=keras.optimizers.SGD(0.0),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
history = model.fit(x_train, y_train, verbose=0)
fit = history.history["accuracy"][-1]
print(f"fit, learning rate 0  {fit:.2f}")
