import keras
from keras import layers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x, y = x[:20] / 16, y[:20]

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x, y, epochs=200, verbose=0)
loss, accuracy = model.evaluate(x, y, verbose=0)
print(f"loss {loss:.3f}, accuracy {accuracy:.2f}")
