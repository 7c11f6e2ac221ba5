import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
# Every fifth label is wrong.
shift = np.random.default_rng(0).integers(1, 10, size=len(y[::5]))
y[::5] = (y[::5] + shift) % 10
x_train, x_valid, y_train, y_valid = train_test_split(
    x / 16, y, train_size=400, random_state=0
)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(256, activation="relu"),
        layers.Dense(256, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["sparse_categorical_crossentropy", "accuracy"],
)
history = model.fit(
    x_train,
    y_train,
    validation_data=(x_valid, y_valid),
    epochs=60,
    verbose=0,
).history

# From here on, it is the same for your model.
metric = "sparse_categorical_crossentropy"
training, validation = history[metric], history[f"val_{metric}"]
best = int(np.argmin(validation))
print("epoch  training  validation")
for epoch in [0, best, len(training) - 1]:
    scores = f"{training[epoch]:8.2f}  {validation[epoch]:10.2f}"
    print(f"{epoch + 1:5}  {scores}")
penalty = float(sum(model.losses))
print(f"penalty {penalty:.2f}, guessing {np.log(10):.2f}")
